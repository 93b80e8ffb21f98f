package dev.parallax.connector.redis.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.connector.redis.server.TestRedis;
import dev.parallax.connector.redis.versioned.VersionedHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.UnifiedJedis;

/** Whole jobs. */
final class RedisJobTest {
    private static final int ROWS = 30_000;
    private static final int KEYS = 7_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private final String key = "test:" + UUID.randomUUID();
    private final UnifiedJedis redis = TestRedis.shared().connect();

    @AfterEach
    void removeTheKeys() {
        redis.del(key);
        redis.del(key + ":generations");
        redis.close();
    }

    /** Fails twice: as soon as it has passed on some thousands of elements behind a completed checkpoint. */
    private static final class FailsBehindACheckpoint extends RichMapFunction<Long, Long>
            implements CheckpointListener {
        static final AtomicInteger FAILURES = new AtomicInteger();

        private long sinceCheckpoint = Long.MIN_VALUE;

        @Override
        public Long map(Long number) {
            if (++sinceCheckpoint > 2_500 && FAILURES.get() < 2) {
                FAILURES.incrementAndGet();
                throw new IllegalStateException("A failure on purpose.");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            sinceCheckpoint = 0;
        }
    }

    private RedisSink<Long> sink() {
        String hash = key;
        return RedisSink.<Long>builder()
                .setConnection(TestRedis.shared())
                .setMapper(number -> RedisCommand.upsert(hash, "f" + number % KEYS, "" + number))
                .setGenerationKey(key + ":generations")
                .setSweptKeys(List.of(key))
                // Small, so that much is written between two checkpoints.
                .setMaxBatchSize(100)
                .build();
    }

    private void run(RuntimeExecutionMode mode, Configuration configuration, double perSecond) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setRuntimeMode(mode);
        environment.setParallelism(1);
        DataGeneratorSource<Long> numbers = perSecond == 0
                ? new DataGeneratorSource<>(number -> number, ROWS, Types.LONG)
                : new DataGeneratorSource<>(
                        number -> number, ROWS, RateLimiterStrategy.perSecond(perSecond), Types.LONG);
        environment
                .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new FailsBehindACheckpoint())
                .sinkTo(sink());
        environment.execute();
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        VersionedHash.read(redis, key.getBytes(UTF_8), 1_000)
                .forEachRemaining(row -> rows.put(new String(row.field(), UTF_8), new String(row.value(), UTF_8)));
        return rows;
    }

    /** Of each field the greatest number below ROWS with that remainder. */
    private static Map<String, String> expected() {
        Map<String, String> rows = new TreeMap<>();
        for (long number = 0; number < ROWS; number++) {
            rows.put("f" + number % KEYS, "" + number);
        }
        return rows;
    }

    @Test
    void endsWithTheSameRowsWhenTheJobFailsBetweenWriteAndCheckpoint() throws Exception {
        FailsBehindACheckpoint.FAILURES.set(0);
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(300));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));

        run(RuntimeExecutionMode.STREAMING, configuration, 10_000);

        assertThat(FailsBehindACheckpoint.FAILURES).hasValue(2);
        assertThat(rows()).isEqualTo(expected());
        assertThat(redis.hget(key + ":generations", "generation")).isEqualTo("3");
    }

    @Test
    void writesEverythingInBatchModeWithoutCheckpoints() throws Exception {
        FailsBehindACheckpoint.FAILURES.set(2);

        run(RuntimeExecutionMode.BATCH, new Configuration(), 0);

        assertThat(rows()).isEqualTo(expected());
    }

    @Test
    void readsBackInPagesWhatItHasWritten() throws Exception {
        FailsBehindACheckpoint.FAILURES.set(2);
        run(RuntimeExecutionMode.BATCH, new Configuration(), 0);

        assertThat(VersionedHash.get(redis, key.getBytes(UTF_8), "f1".getBytes(UTF_8)))
                .get()
                .satisfies(row -> {
                    assertThat(row.version().generation()).isEqualTo(1);
                    assertThat(row.version().checkpoint()).isZero();
                    // The numbers from 0 in order: the greatest one with remainder 1 is 28,001.
                    assertThat(row.version().count()).isEqualTo(28_001);
                });
        assertThat(VersionedHash.get(redis, key.getBytes(UTF_8), "absent".getBytes(UTF_8)))
                .isEmpty();
    }
}
