package dev.parallax.shared.sink;

import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands rows on to a writer until it fails for good. Then all rows since its last flush that succeeded, and the rest of the trigger, go to a file that is finished before
 * the trigger's checkpoint completes; for the next trigger's rows a writer is opened anew.
 *
 * <p>A store that is gone is found to be so only after a while, in which the task waits. So that a query comes on meanwhile, rows are parked without an attempt for as long as
 * the last attempt took, for twice that if the one before it had failed as well, and so on up to a minute.
 *
 * <p>Rows that are handed on are kept until they are flushed, {@value #MOST_KEPT} of them at the most: then they are flushed in between. What is parked is not kept. A slow
 * writer holds back the task, since it is waited for.
 *
 * @param <A> the accumulator
 * @param <S> what the writer keeps in a checkpoint
 */
final class ParkingWriter<A, S> implements StatefulSinkWriter<ViewRow<A>, S> {
    static final int MOST_KEPT = 100_000;

    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final int MOST_DOUBLINGS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(ParkingWriter.class);

    private final Opening<A, S> opening;
    private final ParkedRows<A> parked;
    private final String name;
    private final WriterInitContext context;
    private final Counter parkedRows;
    private final List<ViewRow<A>> kept = new ArrayList<>();

    private List<S> states;
    private OptionalLong lastCheckpoint;
    private FailureTrap trap;
    private StatefulSinkWriter<ViewRow<A>, S> writer;
    /** Whether the rest of this trigger goes to the file. */
    private boolean isParking;

    private int failuresInARow;
    /** No attempt is made before, in milliseconds since the epoch. */
    private long nextAttempt = Long.MIN_VALUE;

    /** Opens the writer that is wrapped. */
    interface Opening<A, S> {
        StatefulSinkWriter<ViewRow<A>, S> open(WriterInitContext context, Collection<S> states) throws IOException;
    }

    private interface Step {
        void run() throws Exception;
    }

    /** @param name of the sink, without secrets */
    ParkingWriter(
            Opening<A, S> opening,
            ParkedRows<A> parked,
            String name,
            WriterInitContext context,
            Collection<S> recovered) {
        this.opening = opening;
        this.parked = parked;
        this.name = name;
        this.context = context;
        this.parkedRows = context.metricGroup().counter("parkedRows");
        this.states = List.copyOf(recovered);
        this.lastCheckpoint = context.getRestoredCheckpointId();
    }

    @Override
    public void write(ViewRow<A> row, Context rowContext) throws IOException, InterruptedException {
        if (isParking || writer == null && now() < nextAttempt) {
            park(row);
            return;
        }
        kept.add(row);
        attempt(() -> {
            if (writer == null) {
                trap = new FailureTrap(context, lastCheckpoint);
                writer = opening.open(trap, states);
            }
            trap.check();
            writer.write(row, rowContext);
        });
        if (kept.size() >= MOST_KEPT) {
            flushKept(false);
        }
    }

    private void flushKept(boolean endOfInput) throws IOException, InterruptedException {
        if (kept.isEmpty()) {
            return;
        }
        attempt(() -> {
            trap.check();
            writer.flush(endOfInput);
            trap.check();
        });
        if (!kept.isEmpty()) {
            failuresInARow = 0;
        }
        for (ViewRow<A> written : kept) {
            parked.wasWritten(written);
        }
        kept.clear();
    }

    private long now() {
        return context.getProcessingTimeService().getCurrentProcessingTime();
    }

    private void attempt(Step step) throws IOException, InterruptedException {
        long started = now();
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (trap != null) {
                trap.rethrowOthers();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("Interrupted while writing to " + name + ".", e);
            }
            park(FailureTrap.causeOf(e), Math.max(0, now() - started));
        }
    }

    private void park(Exception failure, long attemptMillis) throws IOException {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, attemptMillis << Math.min(failuresInARow, MOST_DOUBLINGS));
        failuresInARow++;
        nextAttempt = now() + pause;
        LOG.warn(
                "The sink {} has failed: the rows of this trigger, and of the next {} ms, are parked in {}: {}",
                name,
                pause,
                parked.directory(),
                failure.toString());
        isParking = true;
        closeWriter();
        for (ViewRow<A> row : kept) {
            park(row);
        }
        kept.clear();
    }

    private void park(ViewRow<A> row) throws IOException {
        parked.add(row);
        parkedRows.inc();
    }

    private void closeWriter() {
        try {
            if (trap != null) {
                trap.close();
            }
            if (writer != null) {
                writer.close();
            }
        } catch (Exception e) {
            LOG.warn("The failed writer to {} could not be closed: {}", name, e.toString());
        } finally {
            writer = null;
            trap = null;
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        flushKept(endOfInput);
        if (endOfInput) {
            finish(lastCheckpoint.orElse(0) + 1);
        }
    }

    @Override
    public List<S> snapshotState(long checkpointId) throws IOException {
        finish(checkpointId);
        lastCheckpoint = OptionalLong.of(checkpointId);
        if (writer != null) {
            states = writer.snapshotState(checkpointId);
        }
        return states;
    }

    private void finish(long trigger) throws IOException {
        parked.finish(trigger);
        isParking = false;
    }

    @Override
    public void close() throws Exception {
        parked.close();
        if (writer != null) {
            trap.close();
            writer.close();
        }
    }
}
