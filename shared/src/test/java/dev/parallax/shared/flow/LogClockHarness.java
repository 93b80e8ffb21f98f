package dev.parallax.shared.flow;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of the log clock, without a job around it. */
final class LogClockHarness<E, A> implements AutoCloseable {
    private static final int MAX_PARALLELISM = 128;

    private final OneInputStreamOperatorTestHarness<LogEntry<E>, Shuffled<A>> harness;
    private final Packed.Packing<A> packing;

    private LogClockHarness(
            Pipeline<E, ?, A> pipeline,
            RollupSettings settings,
            int subtasks,
            int subtask,
            OperatorSubtaskState restored)
            throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new LogClockFactory<>(new Flattening<>(pipeline), settings), MAX_PARALLELISM, subtasks, subtask);
        harness.setup(new RecordSerializer<>(Shuffled.class, pipeline.accumulatorType()));
        packing = new Packed.Packing<>(pipeline.accumulatorType());
        harness.initializeState(restored);
        harness.open();
    }

    static <E, A> LogClockHarness<E, A> started(
            Pipeline<E, ?, A> pipeline, RollupSettings settings, int subtasks, int subtask) throws Exception {
        return new LogClockHarness<>(pipeline, settings, subtasks, subtask, null);
    }

    /** One of {@code subtasks}, from the states of the subtasks there were before. */
    static <E, A> LogClockHarness<E, A> restored(
            Pipeline<E, ?, A> pipeline,
            RollupSettings settings,
            int subtasks,
            int subtask,
            OperatorSubtaskState... states)
            throws Exception {
        OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
        OperatorSubtaskState own = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, MAX_PARALLELISM, states.length, subtasks, subtask);
        return new LogClockHarness<>(pipeline, settings, subtasks, subtask, own);
    }

    void read(LogEntry<E> entry) throws Exception {
        harness.processElement(entry, 0);
    }

    void watermark(long time) throws Exception {
        harness.processWatermark(time);
    }

    void barrier(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        barrier(checkpoint);
        return harness.snapshot(checkpoint, 0);
    }

    void endInput() throws Exception {
        harness.endInput();
    }

    /** What was sent since the last call, but for watermarks, unpacked. */
    List<Shuffled<A>> sent() {
        return sentAsItIs().stream()
                .map(record -> record instanceof Packed<A> packed ? packing.unpack(packed) : record)
                .toList();
    }

    /** What was sent since the last call, but for watermarks. */
    List<Shuffled<A>> sentAsItIs() {
        List<Shuffled<A>> sent = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return sent;
    }

    List<Long> watermarks() {
        return harness.getOutput().stream()
                .filter(Watermark.class::isInstance)
                .map(watermark -> ((Watermark) watermark).getTimestamp())
                .toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
