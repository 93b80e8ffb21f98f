package dev.parallax.shared.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;

class ProgressLastSinkTest {
    private static final Window NOON = new Window(1712664000000L, 1712664600000L);
    private static final ViewRecord<WordCount> ROW = new ViewRow<>("owl", new Slot(NOON, 0), 1, new WordCount(1));
    private static final ViewRecord<WordCount> LATE =
            new LateContribution<>("owl", NOON, new Place(0, 1), 1, LateContribution.Kind.LATE);
    private static final ViewRecord<WordCount> PROGRESS = new Progress<>(1, 0, 0, false, List.of(), EventCounts.NONE);

    /** The sink below writes what it is given at a flush, the last first. */
    @Test
    void progressIsWrittenOnlyWhenEverythingBeforeItIsThere() throws Exception {
        Backwards backwards = new Backwards();
        try (var writer = new ProgressLastSink<WordCount, String>(backwards).createWriter(null)) {
            writer.write(ROW, null);
            writer.write(LATE, null);
            writer.write(PROGRESS, null);
            assertThat(backwards.written).isEmpty();

            writer.flush(false);
        }

        assertThat(backwards.written).containsExactly(LATE, ROW, PROGRESS);
    }

    @Test
    void anotherFlushWritesNothingTwice() throws Exception {
        Backwards backwards = new Backwards();
        try (var writer = new ProgressLastSink<WordCount, String>(backwards).createWriter(null)) {
            writer.write(PROGRESS, null);
            writer.flush(false);
            writer.flush(true);
        }

        assertThat(backwards.written).containsExactly(PROGRESS);
    }

    /** Reorders all that it may. */
    private static final class Backwards
            implements Sink<ViewRecord<WordCount>>, SupportsWriterState<ViewRecord<WordCount>, String> {
        private final transient List<ViewRecord<WordCount>> written = new ArrayList<>();

        @Override
        public StatefulSinkWriter<ViewRecord<WordCount>, String> createWriter(WriterInitContext context) {
            return new StatefulSinkWriter<>() {
                private final List<ViewRecord<WordCount>> waiting = new ArrayList<>();

                @Override
                public void write(ViewRecord<WordCount> record, Context context) {
                    waiting.add(record);
                }

                @Override
                public void flush(boolean endOfInput) {
                    Collections.reverse(waiting);
                    written.addAll(waiting);
                    waiting.clear();
                }

                @Override
                public List<String> snapshotState(long checkpointId) {
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public StatefulSinkWriter<ViewRecord<WordCount>, String> restoreWriter(
                WriterInitContext context, Collection<String> state) {
            return createWriter(context);
        }

        @Override
        public SimpleVersionedSerializer<String> getWriterStateSerializer() {
            throw new UnsupportedOperationException("It has no state.");
        }
    }
}
