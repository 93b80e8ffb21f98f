package dev.parallax.shared.flow;

import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of the rollup, without a job around it. */
final class RollupHarness<A> implements AutoCloseable {
    private final KeyedOneInputStreamOperatorTestHarness<Integer, Shuffled<A>, ViewRecord<A>> harness;

    private RollupHarness(
            Backend backend, Pipeline<?, ?, A> pipeline, RollupSettings settings, OperatorSubtaskState restored)
            throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new RollupFactory<>(pipeline, settings),
                record -> record.key(StateKeys.of(pipeline, settings)),
                Types.INT,
                128,
                1,
                0);
        harness.setStateBackend(backend.create());
        harness.setup(new RecordSerializer<>(ViewRecord.class, pipeline.accumulatorType()));
        harness.initializeState(restored);
        harness.open();
    }

    static <A> RollupHarness<A> started(Backend backend, Pipeline<?, ?, A> pipeline, RollupSettings settings)
            throws Exception {
        return new RollupHarness<>(backend, pipeline, settings, null);
    }

    static <A> RollupHarness<A> restored(
            Backend backend, Pipeline<?, ?, A> pipeline, RollupSettings settings, OperatorSubtaskState state)
            throws Exception {
        return new RollupHarness<>(backend, pipeline, settings, state);
    }

    void take(Shuffled<A> record) throws Exception {
        harness.processElement(record, 0);
    }

    void hear(PartitionClock... readings) throws Exception {
        for (PartitionClock reading : readings) {
            take(new ClockReading<>(0, reading));
        }
    }

    /** A barrier passes: what is emitted before it is in {@link #emitted()}. */
    void barrier(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        barrier(checkpoint);
        return harness.snapshot(checkpoint, 0);
    }

    void watermark(long time) throws Exception {
        harness.processWatermark(time);
    }

    /** The input ends. */
    void finish() throws Exception {
        watermark(Long.MAX_VALUE);
        harness.getOperator().finish();
    }

    /** What was emitted since the last call, but for watermarks. */
    List<ViewRecord<A>> emitted() {
        List<ViewRecord<A>> emitted = List.copyOf(harness.extractOutputValues());
        harness.getOutput().clear();
        return emitted;
    }

    /** The same without the words on progress. */
    List<ViewRecord<A>> emittedRecords() {
        return emitted().stream()
                .filter(record -> !(record instanceof Progress))
                .toList();
    }

    static <A> List<ViewRow<A>> rows(List<ViewRecord<A>> records) {
        return records.stream()
                .filter(ViewRow.class::isInstance)
                .map(record -> (ViewRow<A>) record)
                .toList();
    }

    static <A> List<LateContribution<A>> late(List<ViewRecord<A>> records) {
        return records.stream()
                .filter(LateContribution.class::isInstance)
                .map(record -> (LateContribution<A>) record)
                .toList();
    }

    /** How many entries the keyed state has; a snapshot makes RocksDB write down what it still has in mind. */
    int stateEntries() throws Exception {
        harness.snapshot(Long.MAX_VALUE, 0);
        return ((TestableKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend()).numKeyValueStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
