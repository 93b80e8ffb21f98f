package dev.parallax.comparison.query;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.comparison.Watcher;
import dev.parallax.shared.log.EventSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A query on a cluster, followed until it ends: because its input ended, because it has read what was there at its start, or because it failed. */
public final class RunningQuery {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final RunningJob job;
    private final QueryDirectory directory;
    private final EventSource.Goal goal;
    private boolean drains;
    private final QueryProgress progress;

    /**
     * @param goal where it stops; null if it goes on
     * @param drains whether that is the end of the input, so that every window closes; else another run can go on from there
     * @param progress where to write what each trigger did, one JSON object a line; null for nowhere
     */
    public RunningQuery(
            RunningJob job, QueryDirectory directory, EventSource.Goal goal, boolean drains, Path progress) {
        this.job = job;
        this.directory = directory;
        this.goal = goal;
        this.drains = drains;
        this.progress = new QueryProgress(directory.commits(), progress);
    }

    /**
     * Waits for its end.
     *
     * @return what it did, as a sentence without its end
     */
    public String await(Watcher watcher) throws IOException {
        Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleIf(problem -> false)
                        .handleResult(false)
                        .withDelay(BETWEEN_LOOKS)
                        .withMaxRetries(-1)
                        .build())
                .get(() -> isOver(watcher));
        if (drains) {
            directory.finish();
        }
        directory.ended();
        directory.prune();
        // The commit of the last trigger may follow the end of the job.
        progress.follow(job::stateBytes);
        return progress.summary();
    }

    private boolean isOver(Watcher watcher) throws IOException {
        boolean finished = job.isFinished();
        progress.follow(job::stateBytes);
        watcher.at(progress.recordsIn());
        if (finished) {
            drains = true;
            return true;
        }
        if (directory.isAskedToStop() && job.isRunning()) {
            job.stop(directory.savepoints());
            drains = false;
            return true;
        }
        if (goal != null && goal.isReached(reached()) && job.isRunning()) {
            if (drains) {
                job.drain();
            } else {
                job.stop(directory.savepoints());
            }
            return true;
        }
        return false;
    }

    /** Records that are no events. */
    public long deadLetters() {
        return progress.deadLetters();
    }

    private Map<Integer, Long> reached() {
        Map<Integer, Long> offsets = new HashMap<>(job.nextOffsets());
        if (progress.newest() != null) {
            progress.newest().offsets().forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        }
        return offsets;
    }
}
