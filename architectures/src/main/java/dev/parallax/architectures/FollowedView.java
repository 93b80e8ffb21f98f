package dev.parallax.architectures;

import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A view and the job that writes it, read as it grows. */
public final class FollowedView<A> implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);
    private static final Duration LONGEST_BETWEEN_CHECKPOINTS = Duration.ofSeconds(5);

    /** As long as Flink itself waits for a checkpoint. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(10);

    private final RunningJob job;
    private final ViewReader<A> reader;
    private final View<A> view;

    /** @param writers how many subtasks of the job write the view */
    public FollowedView(RunningJob job, ViewReader<A> reader, int writers) {
        this.job = job;
        this.reader = reader;
        this.view = new View<>(writers);
    }

    /** What has been read so far. */
    public View<A> view() {
        return view;
    }

    RunningJob job() {
        return job;
    }

    /**
     * Waits until the view holds everything before these offsets, one per partition. That is so when every writer has committed progress up to there: Flink
     * calls a checkpoint completed before its rows are committed.
     *
     * @throws JobFailure if the job failed, or has not come any further for ten minutes
     */
    public void catchUp(List<Long> offsets) {
        Standstill standstill = new Standstill();
        Checkpoints checkpoints = new Checkpoints();
        follow(() -> view.reaches(offsets), () -> {
            standstill.check();
            checkpoints.ask();
        });
    }

    /** Waits until every writer has said its last word. */
    public void awaitEnd() {
        follow(view::isComplete, () -> {});
    }

    /**
     * The same for a view with dead letters: until those are there, too.
     *
     * @throws JobFailure if they are not after ten minutes
     */
    public void awaitEndWithDeadLetters() {
        awaitEnd();
        if (view.hasItsDeadLetters()) {
            return;
        }
        long since = System.nanoTime();
        follow(view::hasItsDeadLetters, () -> {
            if (System.nanoTime() - since > LONGEST_STANDSTILL.toNanos()) {
                throw new JobFailure("The job '" + job.name()
                        + "' has ended, but not all of its dead letters have come to be seen.");
            }
        });
    }

    private void follow(BooleanSupplier done, Runnable nudge) {
        long nudged = System.nanoTime() - BETWEEN_QUESTIONS.toNanos();
        view.follow(reader, Duration.ZERO);
        while (!(done.getAsBoolean() && view.refresh(reader) && done.getAsBoolean())) {
            if (System.nanoTime() - nudged >= BETWEEN_QUESTIONS.toNanos()) {
                job.throwIfFailed();
                nudge.run();
                nudged = System.nanoTime();
            }
            view.follow(reader, PATIENCE);
        }
    }

    @Override
    public void close() {
        reader.close();
    }

    /**
     * Asks for a checkpoint, and the longer the job has taken to read up to where it shall, the later for the next one: each may write a large state, and
     * all but the last one do so for nothing.
     */
    private final class Checkpoints {
        private long pause = BETWEEN_QUESTIONS.toNanos();
        private long asked = System.nanoTime() - pause;

        private void ask() {
            if (System.nanoTime() - asked >= pause) {
                job.triggerCheckpoint();
                asked = System.nanoTime();
                pause = Math.min(pause * 3 / 2, LONGEST_BETWEEN_CHECKPOINTS.toNanos());
            }
        }
    }

    /** Notices when the job's committed progress stays where it is. */
    private final class Standstill {
        private long recordsRead = view.recordsRead();
        private long since = System.nanoTime();

        private void check() {
            long now = view.recordsRead();
            if (now != recordsRead) {
                recordsRead = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > LONGEST_STANDSTILL.toNanos()) {
                throw new JobFailure("The job '" + job.name() + "' has not come any further for "
                        + LONGEST_STANDSTILL.toMinutes() + " minutes: look at it in Flink's web interface.");
            }
        }
    }
}
