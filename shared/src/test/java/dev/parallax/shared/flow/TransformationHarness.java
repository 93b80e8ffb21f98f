package dev.parallax.shared.flow;

import dev.parallax.shared.model.ViewRecord;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** Log clock and rollup one behind the other, with a parallelism of one, which can be stopped by a checkpoint and restored from it. */
final class TransformationHarness<E, A> implements AutoCloseable {
    private final LogClockHarness<E, A> clock;
    private final RollupHarness<A> rollup;

    /** What a checkpoint holds. */
    record Checkpoint(OperatorSubtaskState clock, OperatorSubtaskState rollup) {}

    private TransformationHarness(LogClockHarness<E, A> clock, RollupHarness<A> rollup) {
        this.clock = clock;
        this.rollup = rollup;
    }

    static <E, A> TransformationHarness<E, A> started(
            Backend backend, Pipeline<E, ?, A> pipeline, RollupSettings settings) throws Exception {
        return new TransformationHarness<>(
                LogClockHarness.started(pipeline, settings, 1, 0), RollupHarness.started(backend, pipeline, settings));
    }

    static <E, A> TransformationHarness<E, A> restored(
            Backend backend, Pipeline<E, ?, A> pipeline, RollupSettings settings, Checkpoint checkpoint)
            throws Exception {
        return new TransformationHarness<>(
                LogClockHarness.restored(pipeline, settings, 1, 0, checkpoint.clock()),
                RollupHarness.restored(backend, pipeline, settings, checkpoint.rollup()));
    }

    void read(LogEntry<E> entry) throws Exception {
        clock.read(entry);
        shuffle();
    }

    Checkpoint checkpoint(long number) throws Exception {
        OperatorSubtaskState ofClock = clock.snapshot(number);
        shuffle();
        return new Checkpoint(ofClock, rollup.snapshot(number));
    }

    void finish() throws Exception {
        rollup.watermark(Long.MAX_VALUE);
        clock.endInput();
        shuffle();
        rollup.finish();
    }

    /** What was emitted since the last call, without the words on progress. */
    List<ViewRecord<A>> emitted() {
        return rollup.emittedRecords();
    }

    int stateEntries() throws Exception {
        return rollup.stateEntries();
    }

    int timers() {
        return rollup.timers();
    }

    private void shuffle() throws Exception {
        for (Shuffled<A> record : clock.sentAsItIs()) {
            rollup.take(record);
        }
    }

    @Override
    public void close() throws Exception {
        clock.close();
        rollup.close();
    }
}
