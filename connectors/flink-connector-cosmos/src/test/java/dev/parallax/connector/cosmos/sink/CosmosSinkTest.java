package dev.parallax.connector.cosmos.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.CosmosServer;
import dev.parallax.connector.cosmos.ItemVersion;
import dev.parallax.connector.cosmos.StoredItem;
import java.io.DataInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sink in real jobs on a mini-cluster. */
class CosmosSinkTest {
    private static final String PARTITION = "view";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @RegisterExtension
    static final CosmosServer SERVER = new CosmosServer();

    private static final ConcurrentLinkedQueue<String> REJECTED = new ConcurrentLinkedQueue<>();

    private CosmosConnection connection;

    @BeforeEach
    void makeContainer() throws Exception {
        connection = SERVER.empty();
        REJECTED.clear();
    }

    private static StreamExecutionEnvironment environment(int parallelism, String restarts) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, restarts);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    private static DataStream<Row> rows(StreamExecutionEnvironment environment, long count, double perSecond) {
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(
                number -> number, count, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .map(number -> new Row(PARTITION, "id-" + number, number))
                .returns(TypeInformation.of(Row.class));
    }

    private CosmosSinkBuilder<Row> sink() {
        return CosmosSink.<Row>builder().connection(connection).mapper(Row::upsert);
    }

    private Map<String, Long> values() throws Exception {
        try (CosmosItems items = CosmosItems.open(connection)) {
            return items.readPartition(PARTITION)
                    .collect(Collectors.toMap(
                            StoredItem::id, item -> item.payload().path("value").longValue()));
        }
    }

    private static Map<String, Long> numbers(long count) {
        return LongStream.range(0, count).boxed().collect(Collectors.toMap(n -> "id-" + n, n -> n));
    }

    @Test
    void writesEachRowOfABatchJob() throws Exception {
        StreamExecutionEnvironment environment = environment(2, "none");
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        rows(environment, 5000, 1e9).sinkTo(sink().build());
        environment.execute();

        assertThat(values()).isEqualTo(numbers(5000));
    }

    @Test
    void writesEachRowOfABatchJobWithAVersion() throws Exception {
        StreamExecutionEnvironment environment = environment(2, "none");
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        rows(environment, 5000, 1e9).sinkTo(sink().versioned().build());
        environment.execute();

        assertThat(values()).isEqualTo(numbers(5000));
        try (CosmosItems items = CosmosItems.open(connection)) {
            assertThat(items.readPartition(PARTITION)).allSatisfy(item -> {
                assertThat(item.version().generation()).isBetween(1L, 2L);
                assertThat(item.version().checkpoint()).isZero();
                assertThat(item.payload()).hasSize(1);
            });
            assertThat(items.readPartition(PARTITION).map(StoredItem::version)).doesNotHaveDuplicates();
        }
    }

    @Test
    void lastOfManyUpsertsOfAnItemWins() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 20_000, 1e9)
                .map(row -> new Row(PARTITION, "id-" + row.value() % 10, row.value()))
                .returns(TypeInformation.of(Row.class))
                .sinkTo(sink().versioned().build());
        environment.execute();

        assertThat(values())
                .isEqualTo(LongStream.range(19_990, 20_000)
                        .boxed()
                        .collect(Collectors.toMap(n -> "id-" + n % 10, n -> n)));
    }

    @Test
    void carriesOutOperationsOnAnItemInTheirOrder() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 6, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(connection)
                        .mapper(CosmosSinkTest::operation)
                        .build());
        environment.execute();

        assertThat(values()).isEqualTo(Map.of("patched", 5L, "created", 1L));
    }

    private static CosmosOperation operation(Row row) {
        return switch ((int) row.value()) {
            case 0 -> CosmosOperation.upsert(PARTITION, "patched", "{\"value\":0}".getBytes(StandardCharsets.UTF_8));
            case 1 -> CosmosOperation.create(PARTITION, "created", "{\"value\":1}".getBytes(StandardCharsets.UTF_8));
            case 2 -> CosmosOperation.create(PARTITION, "created", "{\"value\":2}".getBytes(StandardCharsets.UTF_8));
            case 3 -> null;
            case 4 -> CosmosOperation.delete(PARTITION, "never-was");
            default ->
                CosmosOperation.patch(
                        PARTITION, "patched", CosmosPatchOperations.create().set("/value", 5));
        };
    }

    @Test
    void deletesWhatWasWrittenBefore() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 200, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(connection)
                        .mapper(row -> row.value() < 100
                                ? Row.upsert(row)
                                : CosmosOperation.delete(PARTITION, "id-" + (row.value() - 100)))
                        .build());
        environment.execute();

        assertThat(values()).isEmpty();
    }

    @Test
    void handsOversizeItemsAndBadIdsToTheHook() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 4, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(connection)
                        .mapper(row -> switch ((int) row.value()) {
                            case 0 ->
                                CosmosOperation.upsert(
                                        PARTITION,
                                        "large",
                                        JsonNodeFactory.instance.objectNode().put("text", "x".repeat(2 << 20)));
                            case 1 -> CosmosOperation.upsert(PARTITION, "a/b", JsonNodeFactory.instance.objectNode());
                            case 2 ->
                                CosmosOperation.upsert(
                                        PARTITION,
                                        "other",
                                        JsonNodeFactory.instance.objectNode().put("id", "another"));
                            default -> Row.upsert(row);
                        })
                        .onRejected((operation, reason) -> REJECTED.add(reason))
                        .build());
        environment.execute();

        assertThat(REJECTED)
                .containsExactly(
                        "The upsert of the item 'large' in the partition 'view' cannot be carried out:"
                                + " it has 2097163 bytes, and Cosmos DB takes 2093056.",
                        "The upsert of the item 'a/b' in the partition 'view' cannot be carried out:"
                                + " its id has the character '/'.",
                        "The upsert of the item 'other' in the partition 'view' cannot be carried out:"
                                + " the item has another id in it.");
        assertThat(values()).isEqualTo(Map.of("id-3", 3L));
    }

    @Test
    void handsWhatTheServerRefusesToTheHook() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 2, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(connection)
                        .mapper(row -> row.value() == 0
                                ? CosmosOperation.patch(
                                        PARTITION,
                                        "nobody",
                                        CosmosPatchOperations.create().set("/value", 1))
                                : Row.upsert(row))
                        .onRejected((operation, reason) -> REJECTED.add(operation.id() + ": " + reason))
                        .build());
        environment.execute();

        assertThat(REJECTED)
                .containsExactly("nobody: The patch of the item 'nobody' in the partition 'view' cannot be carried out:"
                        + " there is no such item.");
        assertThat(values()).isEqualTo(Map.of("id-1", 1L));
    }

    @Test
    void failsTheJobAtAnOversizeItemWithoutAHook() {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 1, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(connection)
                        .mapper(row -> CosmosOperation.upsert(
                                PARTITION,
                                "large",
                                JsonNodeFactory.instance.objectNode().put("text", "x".repeat(2 << 20))))
                        .build());

        assertThatThrownBy(environment::execute)
                .rootCause()
                .hasMessageContaining("The upsert of the item 'large' in the partition 'view' cannot be carried out");
    }

    @Test
    void failsTheJobAtAMissingContainerWithASentence() {
        CosmosConnection missing = connection.withContainer("nowhere");
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 1, 1e9)
                .sinkTo(CosmosSink.<Row>builder()
                        .connection(missing)
                        .mapper(Row::upsert)
                        .build());

        assertThatThrownBy(environment::execute)
                .rootCause()
                .hasMessageContaining("There is no container at " + missing + ".");
    }

    @Test
    void neverTellsTheKey() {
        String secret = "dGhlLXNlY3JldC1rZXktb2YtdGhlLWFjY291bnQ=";
        CosmosSink<Row> sink = CosmosSink.<Row>builder()
                .connection(connection.withKey(secret))
                .mapper(Row::upsert)
                .build();
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 1, 1e9).sinkTo(sink);
        assertThat(environment.getExecutionPlan()).doesNotContain(secret);

        assertThatThrownBy(environment::execute).satisfies(failure -> {
            String everything = ExceptionUtils.stringifyException(failure);
            assertThat(everything).contains("it refuses the credential (401).").doesNotContain(secret);
        });
        assertThat(sink + " " + sink.connection()).doesNotContain(secret);
    }

    @Test
    void endsWithTheSameItemsThoughAFifthOfTheRequestsGets429() throws Exception {
        connection = connection.withThrottlingRetries(0);
        StreamExecutionEnvironment environment = environment(2, "none");
        environment.enableCheckpointing(300);
        SERVER.faults().throttle(0.2, Duration.ofSeconds(3));
        rows(environment, 12_000, 3000).sinkTo(sink().versioned().build());
        environment.execute();

        connection = connection.withThrottlingRetries(9);
        assertThat(SERVER.faults().throttledSoFar()).isGreaterThan(1000);
        assertThat(values()).isEqualTo(numbers(12_000));
    }

    @Test
    void endsWithTheSameItemsThoughTheSdkAbsorbsThe429s() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        SERVER.faults().throttle(0.2, Duration.ofSeconds(2));
        rows(environment, 6000, 3000).sinkTo(sink().build());
        environment.execute();

        assertThat(values()).isEqualTo(numbers(6000));
    }

    @Test
    void endsWithTheSameItemsThoughAnswersAreLostAndServersAreUnavailable() throws Exception {
        StreamExecutionEnvironment environment = environment(1, "none");
        SERVER.faults().dropAnswers(0.3, Duration.ofSeconds(2));
        SERVER.faults().fail(503, 0.2, Duration.ofSeconds(2));
        rows(environment, 6000, 2500)
                .sinkTo(sink().versioned().bufferTime(Duration.ofMillis(50)).build());
        environment.execute();

        assertThat(values()).isEqualTo(numbers(6000));
    }

    @Test
    void givesUpAfterAWhile() {
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 10, 1e9)
                .map(new Sabotage())
                .returns(TypeInformation.of(Row.class))
                .sinkTo(sink().giveUpAfter(Duration.ofMillis(300)).build());

        Sabotage.faultsToCome.set(true);
        assertThatThrownBy(environment::execute)
                .rootCause()
                .hasMessageContaining("The upsert of the item 'id-")
                .hasMessageContaining("has not succeeded for 0 s: status 503");
    }

    /** Lets each request fail from the first record on. */
    static final class Sabotage extends RichMapFunction<Row, Row> {
        private static final long serialVersionUID = 1;
        static final AtomicBoolean faultsToCome = new AtomicBoolean();

        @Override
        public Row map(Row row) {
            if (faultsToCome.getAndSet(false)) {
                SERVER.faults().fail(503, 1, Duration.ofMinutes(1));
            }
            return row;
        }
    }

    @Test
    void endsWithTheSameItemsThoughTheJobDiesBetweenWriteAndCheckpoint() throws Exception {
        endsWithTheSameItems(rows -> rows.keyBy(Row::id));
    }

    @Test
    void endsWithTheSameItemsThoughOneSubtaskDiesAndTheOtherGoesOn() throws Exception {
        // Without a shuffle Flink restarts the failed subtask alone: the other's items are not to be touched.
        endsWithTheSameItems(rows -> rows);
    }

    private void endsWithTheSameItems(UnaryOperator<DataStream<Row>> shuffle) throws Exception {
        StreamExecutionEnvironment environment = environment(2, "fixed-delay");
        environment.enableCheckpointing(300);
        DyingAtACheckpoint.reset(connection);
        shuffle.apply(rows(environment, 6000, 3000))
                .map(new DyingAtACheckpoint())
                .returns(TypeInformation.of(Row.class))
                .sinkTo(sink().versioned().sweep(List.of(PARTITION)).build());
        environment.execute();

        assertThat(DyingAtACheckpoint.GHOSTS_AT_DEATH).hasPositiveValue();
        assertThat(values()).isEqualTo(numbers(6000));
    }

    /**
     * Its first subtask dies once, at the second checkpoint or a later one, when the sink has written everything before
     * it. What it makes of the records since the checkpoint before is something that it does not make again.
     */
    static final class DyingAtACheckpoint extends RichMapFunction<Row, Row>
            implements CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1;
        static final AtomicLong GHOSTS_AT_DEATH = new AtomicLong();
        private static final AtomicBoolean DIED = new AtomicBoolean();
        private static CosmosConnection container;

        private transient boolean doomed;
        private transient int ghosts;

        static void reset(CosmosConnection connection) {
            GHOSTS_AT_DEATH.set(0);
            DIED.set(false);
            container = connection;
        }

        @Override
        public Row map(Row row) {
            if (doomed && row.value() % 2 == 0) {
                ghosts++;
                return new Row(PARTITION, "ghost-of-" + row.id(), row.value());
            }
            return row;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            if (ghosts > 0) {
                DIED.set(true);
                try (CosmosItems items = CosmosItems.open(container)) {
                    GHOSTS_AT_DEATH.set(items.readPartition(PARTITION)
                            .filter(item -> item.id().startsWith("ghost"))
                            .count());
                }
                throw new IllegalStateException("Died between write and checkpoint");
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            doomed = !DIED.get() && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        }
    }

    @Test
    void removesWhatWasWrittenAfterTheSavepointThatAJobGoesBackTo(@TempDir Path directory) throws Exception {
        StreamExecutionEnvironment first = environment(2, "none");
        first.enableCheckpointing(200);
        rows(first, 1_000_000, 2000)
                .sinkTo(sink().versioned().sweep(List.of(PARTITION)).build())
                .uid("sink");
        JobClient client = first.executeAsync();
        await().atMost(Duration.ofSeconds(30)).until(() -> values().size() > 1000);
        String savepoint = client.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        int atSavepoint = values().size();
        await().atMost(Duration.ofSeconds(30)).until(() -> values().size() > atSavepoint + 1000);
        client.cancel().get();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.getJobStatus().get().isGloballyTerminalState());
        int all = values().size();
        Set<String> writtenBefore = writtenBefore(checkpointOf(savepoint));

        Configuration configuration = new Configuration();
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        StreamExecutionEnvironment second = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        second.setParallelism(2);
        // Another job, which computes nothing any more.
        rows(second, 1, 1e9)
                .filter(row -> false)
                .sinkTo(sink().versioned().sweep(List.of(PARTITION)).build())
                .uid("sink");
        second.execute();

        assertThat(values().keySet()).isEqualTo(writtenBefore).hasSizeBetween(1000, all - 1000);
    }

    private static long checkpointOf(String savepoint) throws Exception {
        Path metadata = Path.of(URI.create(savepoint)).resolve("_metadata");
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            return Checkpoints.loadCheckpointMetadata(in, CosmosSinkTest.class.getClassLoader(), savepoint)
                    .getCheckpointId();
        }
    }

    private Set<String> writtenBefore(long checkpoint) throws Exception {
        try (CosmosItems items = CosmosItems.open(connection)) {
            return items.readPartition(PARTITION)
                    .filter(item -> item.version().checkpoint() < checkpoint)
                    .map(StoredItem::id)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void endsAJobThatAnotherOneHasSuperseded() throws Exception {
        StreamExecutionEnvironment lost = environment(1, "none");
        rows(lost, 1_000_000, 500)
                .map(row -> new Row(PARTITION, "id-" + row.value() % 10, row.value()))
                .returns(TypeInformation.of(Row.class))
                .sinkTo(sink().versioned().bufferTime(Duration.ofMillis(50)).build());
        JobClient client = lost.executeAsync();
        await().atMost(Duration.ofSeconds(30)).until(() -> values().size() == 10);

        StreamExecutionEnvironment next = environment(1, "none");
        rows(next, 10, 1e9).sinkTo(sink().versioned().build());
        next.execute();

        assertThatThrownBy(() -> client.getJobExecutionResult().get())
                .rootCause()
                .hasMessageContaining("Writer 1 of the Cosmos DB sink (subtask 0 of job " + client.getJobID())
                .hasMessageContaining("has been superseded by writer 2");
        assertThat(values()).isEqualTo(numbers(10));
    }

    @Test
    void refusesAnOlderVersion() throws Exception {
        try (CosmosItems items = CosmosItems.open(connection)) {
            // From a neighbour: another writer of some other sink, which is not registered here.
            var newer = JsonNodeFactory.instance.objectNode().put("value", -1);
            new ItemVersion(1_000_000, 0, 1).putInto(newer);
            items.put(PARTITION, "id-3", newer);
            var older = JsonNodeFactory.instance.objectNode().put("value", -2);
            new ItemVersion(0, 7, 1).putInto(older);
            items.put(PARTITION, "id-4", older);
            items.put(PARTITION, "id-5", JsonNodeFactory.instance.objectNode().put("value", -3));
        }
        StreamExecutionEnvironment environment = environment(1, "none");
        rows(environment, 10, 1e9).sinkTo(sink().versioned().build());
        environment.execute();

        assertThat(values())
                .hasSize(10)
                .containsEntry("id-3", -1L)
                .containsEntry("id-4", 4L)
                .containsEntry("id-5", 5L);
    }
}
