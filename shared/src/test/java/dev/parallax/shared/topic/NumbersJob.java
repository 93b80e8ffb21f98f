package dev.parallax.shared.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.log.KafkaConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes the numbers from 0 on to a topic, a hundred for each checkpoint at most. */
final class NumbersJob {
    private static final int OF_A_CHECKPOINT = 100;
    static final int ALL = 300;

    /** How many numbers came before a checkpoint's barrier, by topic and checkpoint. */
    private static final Map<String, Long> BEFORE = new ConcurrentHashMap<>();

    private final String bootstrapServers;
    private final String topic;
    private final int partitions;
    private final Path directory;

    NumbersJob(String bootstrapServers, NumbersTopic topic, Path directory) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic.name();
        this.partitions = topic.partitions();
        this.directory = directory;
    }

    /** What happens to the job on its way. */
    enum Fate {
        IT_ENDS_WELL,
        /** After the checkpoint is complete, and before it is committed: as if its process were killed then. */
        IT_DIES_BEFORE_THE_COMMIT,
        /** Once, while a checkpoint is made: until the broker has aborted the checkpoint's transaction. */
        IT_IS_HELD_UP
    }

    private JobClient start(Duration transactionTimeout, Path checkpoint, Fate fate) throws Exception {
        Configuration configuration = new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100))
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        directory.toUri().toString())
                .set(
                        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
                .set(
                        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
                        fate == Fate.IT_DIES_BEFORE_THE_COMMIT ? 0 : 3)
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        if (checkpoint != null) {
            configuration.set(
                    StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        String target = topic;
        int targets = partitions;
        KafkaRecordSerializationSchema<Long> serializer = (number, context, time) -> new ProducerRecord<>(
                target, (int) (number % targets), null, number.toString().getBytes(UTF_8));
        TopicSink<Long> sink = TopicSink.of(
                KafkaConnection.to(bootstrapServers), transactionTimeout, Map.of(), "numbers-" + topic, serializer);
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> number, ALL, RateLimiterStrategy.perCheckpoint(OF_A_CHECKPOINT), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .map(new HeldUp(fate == Fate.IT_IS_HELD_UP, bootstrapServers, topic))
                .sinkTo(fate == Fate.IT_DIES_BEFORE_THE_COMMIT ? new DyingSink<>(sink) : sink)
                .name("topic");
        return environment.executeAsync("numbers to " + topic);
    }

    /**
     * Runs until the job dies between a checkpoint and its commit.
     *
     * @return the checkpoint
     */
    Path runUntilItDies(Duration transactionTimeout) throws Exception {
        JobClient job = start(transactionTimeout, null, Fate.IT_DIES_BEFORE_THE_COMMIT);
        try {
            job.getJobExecutionResult().get();
            throw new AssertionError("The job did not die.");
        } catch (ExecutionException expected) {
            try (Stream<Path> files = Files.walk(directory)) {
                // The next one may have been begun.
                return files.filter(file -> file.endsWith("_metadata"))
                        .map(Path::getParent)
                        .max(Comparator.comparingInt(NumbersJob::number))
                        .orElseThrow();
            }
        }
    }

    /** How many numbers a checkpoint of this job takes for written. */
    long before(Path checkpoint) {
        return BEFORE.get(topic + " " + number(checkpoint));
    }

    static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
    }

    /** Runs to the end of the numbers, from a checkpoint on. */
    void finish(Path checkpoint) throws Exception {
        start(Duration.ofMinutes(5), checkpoint, Fate.IT_ENDS_WELL)
                .getJobExecutionResult()
                .get();
    }

    /** Runs to the end of the numbers, held up on the way. */
    void runHeldUp(Duration transactionTimeout) throws Exception {
        start(transactionTimeout, null, Fate.IT_IS_HELD_UP)
                .getJobExecutionResult()
                .get();
    }

    private static final class HeldUp implements MapFunction<Long, Long>, CheckpointedFunction {
        private static final long serialVersionUID = 1;

        private final boolean heldUp;
        private final String bootstrapServers;
        private final String topic;
        private long last;
        private boolean isRestored;

        private HeldUp(boolean heldUp, String bootstrapServers, String topic) {
            this.heldUp = heldUp;
            this.bootstrapServers = bootstrapServers;
            this.topic = topic;
        }

        @Override
        public Long map(Long number) {
            last = number;
            return number;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            BEFORE.put(topic + " " + context.getCheckpointId(), last + 1);
            if (heldUp && !isRestored && last >= ALL / 2) {
                await().atMost(Duration.ofMinutes(1)).until(NumbersTopic.of(bootstrapServers, topic, 1)::isDecided);
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            isRestored = context.isRestored();
        }
    }
}
