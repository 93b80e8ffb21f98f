package dev.parallax.shared.sink;

import static dev.parallax.shared.sink.SinkHarness.removed;
import static dev.parallax.shared.sink.SinkHarness.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.WordCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkingSinkTest {
    private static final Store STORE = new Store();

    @TempDir
    Path parked;

    private final RowSink sink = new StoreSink();

    @BeforeEach
    void anEmptyStoreThatWorks() {
        STORE.reset();
    }

    @Test
    void rowsGoThroughWhileTheStoreWorks() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
        }

        assertThat(STORE.rows).isEqualTo(Map.of("owl", 1L));
        assertThat(files()).isEmpty();
        assertThat(Parked.count(parked)).isZero();
    }

    @Test
    void theRowsOfATriggerThatCannotBeWrittenAreParkedAndTheNextTriggerIsWritten() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 2), removed("dog", "12:00"));
            writer.trigger(2);
            STORE.isDown = false;
            writer.take(row("cat", "12:00", 1));
            writer.trigger(3);
        }

        assertThat(STORE.rows).isEqualTo(Map.of("owl", 1L, "cat", 1L));
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.getFileName()).hasToString("00000001-000000000002-00000.ndjson");
            assertThat(Files.readAllLines(file))
                    .satisfiesExactly(
                            owl -> assertThat(owl)
                                    .startsWith("{\"trigger\":2,\"row\":{\"key\":\"owl\",\"windowStart\":"
                                            + "\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\","
                                            + "\"count\":2},\"record\":\""),
                            dog -> assertThat(dog)
                                    .startsWith("{\"trigger\":2,\"removed\":{\"key\":\"dog\",\"windowStart\":"
                                            + "\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\"},"
                                            + "\"record\":\""));
        });
        assertThat(Parked.count(parked)).isEqualTo(2);
        assertThat(Parked.count(parked, sink)).isEqualTo(2);
    }

    @Test
    void theRestOfATriggerIsParkedWithoutAnotherAttempt() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.refuses = "owl";
            writer.take(row("owl", "12:00", 1), row("dog", "12:00", 1));
            writer.trigger(1);
        }

        assertThat(STORE.rows).isEmpty();
        assertThat(STORE.opened).isEqualTo(1);
        assertThat(Parked.count(parked)).isEqualTo(2);
    }

    @Test
    void whatFailsBetweenTwoCallsIsTheSinksFailureToo() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            STORE.failsInItsOwnTime = true;
            writer.take(row("dog", "12:00", 1));
            writer.trigger(1);
        }

        assertThat(Parked.count(parked)).isEqualTo(2);
    }

    @Test
    void aStoreThatIsDownAtTheStartParks() throws Exception {
        STORE.isClosed = true;
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
            STORE.isClosed = false;
            writer.take(row("dog", "12:00", 1));
            writer.trigger(2);
        }

        assertThat(STORE.rows).isEqualTo(Map.of("dog", 1L));
        assertThat(Parked.count(parked)).isEqualTo(1);
    }

    @Test
    void aWriterThatIsOpenedAnewGoesOnFromTheLastTrigger() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            STORE.isDown = true;
            writer.trigger(7);
            STORE.isDown = false;
            writer.take(row("owl", "12:00", 2));
            writer.trigger(8);
        }

        assertThat(STORE.restoredTo).containsExactly(OptionalLong.empty(), OptionalLong.of(7));
    }

    @Test
    void redrivingPutsBackTheNewestFormOfEachRowAndRemovesTheFiles() throws Exception {
        STORE.rows.put("dog", 5L);
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 1), removed("dog", "12:00"), row("cat", "12:00", 1));
            writer.trigger(1);
            writer.take(row("owl", "12:00", 2));
            writer.trigger(2);
            STORE.isDown = false;
            writer.take(row("cat", "12:00", 9));
            writer.trigger(3);
        }
        assertThat(Parked.count(parked)).isEqualTo(2);

        long rows = Parked.redrive(parked, new ParkingRowSink(sink, parked), SinkHarness.WORDS);

        assertThat(rows).isEqualTo(2);
        assertThat(STORE.rows).isEqualTo(Map.of("owl", 2L, "cat", 9L));
        assertThat(files()).isEmpty();
        assertThat(Parked.redrive(parked, sink, SinkHarness.WORDS)).isZero();
    }

    @Test
    void anOlderRowIsNotPutBackOverOneThatWasWrittenAfterARestart() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 1), row("dog", "12:00", 1));
            writer.trigger(1);
            STORE.isDown = false;
            try (SinkHarness again = SinkHarness.restored(parking(), writer)) {
                again.take(row("owl", "12:00", 4));
                again.trigger(2);
            }
        }

        assertThat(Parked.redrive(parked, sink, SinkHarness.WORDS)).isEqualTo(1);
        assertThat(STORE.rows).isEqualTo(Map.of("owl", 4L, "dog", 1L));
    }

    @Test
    void aRowThatIsParkedAgainAfterItWasWrittenCountsAgain() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
            STORE.isDown = false;
            writer.take(row("owl", "12:00", 2));
            writer.trigger(2);
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 3));
            writer.trigger(3);
            STORE.isDown = false;
        }

        assertThat(Parked.redrive(parked, sink, SinkHarness.WORDS)).isEqualTo(1);
        assertThat(STORE.rows).isEqualTo(Map.of("owl", 3L));
    }

    @Test
    void whatWasParkedWithoutACheckpointIsGoneSinceItComesAgain() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.trigger(1);
            STORE.refuses = "owl";
            writer.take(row("owl", "12:00", 1));
            STORE.refuses = null;

            try (SinkHarness again = SinkHarness.restored(parking(), writer)) {
                again.take(row("owl", "12:00", 1));
                again.trigger(2);
            }
        }

        assertThat(STORE.rows).isEqualTo(Map.of("owl", 1L));
        assertThat(Parked.count(parked)).isZero();
    }

    @Test
    void aStoreThatIsStillDownKeepsWhatIsParked() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
        }

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Parked.redrive(parked, sink, SinkHarness.WORDS)))
                .hasStackTraceContaining("The store is down.");
        assertThat(Parked.count(parked)).isEqualTo(1);
    }

    @Test
    void aStoreThatLetsTheTaskWaitIsTriedAgainLessAndLessOften() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            STORE.whileItFails = () -> writer.time(10_000);
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
            writer.time(19_999);
            writer.take(row("owl", "12:00", 2));
            writer.trigger(2);
            assertThat(STORE.opened)
                    .as("while it waits as long as the attempt took")
                    .isEqualTo(1);

            STORE.whileItFails = () -> writer.time(30_000);
            writer.time(20_000);
            writer.take(row("owl", "12:00", 3));
            writer.trigger(3);
            writer.time(49_999);
            writer.take(row("owl", "12:00", 4));
            writer.trigger(4);
            assertThat(STORE.opened).as("while it waits for twice as long").isEqualTo(2);

            STORE.isDown = false;
            writer.time(50_000);
            writer.take(row("owl", "12:00", 5));
            writer.trigger(5);
        }

        assertThat(STORE.rows).isEqualTo(Map.of("owl", 5L));
        assertThat(Parked.count(parked)).isZero();
    }

    @Test
    void aQueryMayParkNoLongerAfterARestartAndThenAgain() throws Exception {
        Sink<ViewRow<WordCount>> plain = sink.sink(SinkHarness.WORDS);
        try (SinkHarness writer = SinkHarness.started(parking())) {
            writer.take(row("owl", "12:00", 1));
            writer.trigger(1);
            try (SinkHarness second = SinkHarness.restored(plain, writer)) {
                second.take(row("owl", "12:00", 2));
                second.trigger(2);
                try (SinkHarness third = SinkHarness.restored(parking(), second)) {
                    third.take(row("dog", "12:00", 3));
                    third.trigger(3);
                }
            }
        }

        assertThat(STORE.rows).isEqualTo(Map.of("owl", 2L, "dog", 3L));
    }

    @Test
    void noMoreRowsAreKeptThanAreStated() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            for (int count = 1; count <= ParkingWriter.MOST_KEPT; count++) {
                writer.take(row("owl", "12:00", count));
            }

            assertThat(STORE.rows).as("flushed before the trigger is over").isEqualTo(Map.of("owl", 100_000L));
        }
    }

    @Test
    void atTheEndOfTheInputRowsAreParkedWithoutACheckpoint() throws Exception {
        try (SinkHarness writer = SinkHarness.started(parking())) {
            STORE.isDown = true;
            writer.take(row("owl", "12:00", 1));
            writer.endOfInput();
        }

        assertThat(Parked.count(parked)).isEqualTo(1);
    }

    private Sink<ViewRow<WordCount>> parking() {
        return new ParkingRowSink(sink, parked).sink(SinkHarness.WORDS);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(parked)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** What is behind the sink, in this process. */
    private static final class Store {
        private final Map<String, Long> rows = new TreeMap<>();
        private final List<OptionalLong> restoredTo = new ArrayList<>();
        private volatile boolean isDown;
        private volatile boolean isClosed;
        private volatile boolean failsInItsOwnTime;
        private volatile String refuses;
        private ThrowingRunnable<Exception> whileItFails = () -> {};
        private int opened;

        private void reset() {
            rows.clear();
            restoredTo.clear();
            isDown = false;
            isClosed = false;
            failsInItsOwnTime = false;
            refuses = null;
            whileItFails = () -> {};
            opened = 0;
        }

        private synchronized void write(ViewRow<?> row) throws IOException {
            if (isDown) {
                ThrowingRunnable.unchecked(whileItFails).run();
                throw new IOException("The store is down.");
            }
            if (row.isRemoved()) {
                rows.remove(row.key());
            } else {
                rows.put(row.key(), ((WordCount) row.accumulator()).count());
            }
        }
    }

    private static final class StoreSink implements RowSink {
        @Override
        public String name() {
            return "store://here/";
        }

        @Override
        public Set<OutputMode> modes() {
            return EnumSet.allOf(OutputMode.class);
        }

        @Override
        public String promise() {
            return "None.";
        }

        @Override
        public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
            return new FlushingSink<>();
        }
    }

    /** Writes what it is given at a flush, and keeps a word in checkpoints. */
    private static final class FlushingSink<A> implements Sink<ViewRow<A>>, SupportsWriterState<ViewRow<A>, String> {
        private static final long serialVersionUID = 1;

        @Override
        public StatefulSinkWriter<ViewRow<A>, String> createWriter(WriterInitContext context) throws IOException {
            if (STORE.isClosed) {
                throw new IOException("The store is closed.");
            }
            STORE.opened++;
            STORE.restoredTo.add(context.getRestoredCheckpointId());
            List<ViewRow<A>> waiting = new ArrayList<>();
            return new StatefulSinkWriter<>() {
                @Override
                public void write(ViewRow<A> row, Context unused) throws IOException, InterruptedException {
                    if (row.key().equals(STORE.refuses)) {
                        throw new IOException("The store refuses it.");
                    }
                    waiting.add(row);
                    if (STORE.failsInItsOwnTime) {
                        context.getMailboxExecutor().execute(this::fail, "fail");
                    }
                }

                private void fail() throws IOException {
                    throw new IOException("Nobody has called.");
                }

                @Override
                public void flush(boolean endOfInput) throws IOException, InterruptedException {
                    while (STORE.failsInItsOwnTime) {
                        context.getMailboxExecutor().yield();
                    }
                    for (ViewRow<A> row : waiting) {
                        STORE.write(row);
                    }
                    waiting.clear();
                }

                @Override
                public List<String> snapshotState(long checkpointId) {
                    return List.of("state");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public StatefulSinkWriter<ViewRow<A>, String> restoreWriter(WriterInitContext context, Collection<String> state)
                throws IOException {
            return createWriter(context);
        }

        @Override
        public SimpleVersionedSerializer<String> getWriterStateSerializer() {
            return new SimpleVersionedSerializer<>() {
                @Override
                public int getVersion() {
                    return 1;
                }

                @Override
                public byte[] serialize(String state) {
                    return state.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String deserialize(int version, byte[] bytes) {
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            };
        }
    }
}
