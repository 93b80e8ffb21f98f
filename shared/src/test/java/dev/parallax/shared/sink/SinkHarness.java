package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One writer of a sink of words, without a job around it. */
final class SinkHarness implements AutoCloseable {
    static final WordsPipeline WORDS = new WordsPipeline();

    private final OneInputStreamOperatorTestHarness<ViewRow<WordCount>, CommittableMessage<ViewRow<WordCount>>> harness;
    private OperatorSubtaskState state;

    private SinkHarness(Sink<ViewRow<WordCount>> sink, OperatorSubtaskState restored) throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new SinkWriterOperatorFactory<>(sink),
                Transformation.rows(WORDS).createSerializer(new SerializerConfigImpl()));
        harness.setup();
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    static SinkHarness started(Sink<ViewRow<WordCount>> sink) throws Exception {
        return new SinkHarness(sink, null);
    }

    /** As the job goes on from the last checkpoint of a writer. */
    static SinkHarness restored(Sink<ViewRow<WordCount>> sink, SinkHarness from) throws Exception {
        return new SinkHarness(sink, from.state);
    }

    /** A count of ten minutes of 9 April 2024. */
    static ViewRow<WordCount> row(String word, String from, long count) {
        return new ViewRow<>(word, slot(from), count, new WordCount(count));
    }

    static ViewRow<WordCount> removed(String word, String from) {
        return ViewRow.removed(word, slot(from));
    }

    private static Slot slot(String from) {
        long start = Instant.parse("2024-04-09T" + from + ":00Z").toEpochMilli();
        return new Slot(new Window(start, start + Duration.ofMinutes(10).toMillis()), Slot.EVERY_EPOCH);
    }

    @SafeVarargs
    final void take(ViewRow<WordCount>... rows) throws Exception {
        for (ViewRow<WordCount> row : rows) {
            harness.processElement(row, 0);
        }
    }

    /** A trigger is over, and its checkpoint is complete. */
    void trigger(long checkpoint) throws Exception {
        harness.prepareSnapshotPreBarrier(checkpoint);
        state = harness.snapshot(checkpoint, 0);
    }

    /** Processing time, in milliseconds; 0 at the start. */
    void time(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    void endOfInput() throws Exception {
        harness.endInput();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
