package dev.parallax.connector.redis.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.connector.redis.server.TestRedis;
import dev.parallax.connector.redis.sink.Writer.Attempt;
import dev.parallax.connector.redis.versioned.VersionedHash;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.util.ExceptionUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Servers that refuse, die and come back. */
final class RedisFaultsTest {
    private static RedisSinkBuilder<RedisCommand> to(RedisConnectionConfig connection) {
        return RedisSink.<RedisCommand>builder()
                .setConnection(connection)
                .setMapper(command -> command)
                .setGenerationKey("generations");
    }

    @Test
    void failsForAKeyOfAnotherTypeAndNamesCommandAndKey() throws Exception {
        try (TestRedis server = TestRedis.with();
                UnifiedJedis redis = server.connection().connect()) {
            redis.lpush("list", "x");
            try (Writer writer = Attempt.first().open(to(server.connection()).build())) {
                assertThatThrownBy(() -> writer.writeThrough(RedisCommand.hset("list", "a", "1")))
                        .hasStackTraceContaining("refuses HSET of key 'list' for good: WRONGTYPE");
            }
            try (Writer writer = Attempt.first().open(to(server.connection()).build())) {
                assertThatThrownBy(() -> writer.writeThrough(RedisCommand.upsert("list", "a", "1")))
                        .hasStackTraceContaining("refuses a versioned upsert of key 'list' for good: WRONGTYPE");
            }
        }
    }

    @Test
    void failsWhenTheServerIsFullAndItsPolicyIsToEvictNothing() throws Exception {
        try (TestRedis server = TestRedis.with("--maxmemory", "3mb", "--maxmemory-policy", "noeviction")) {
            String large = "x".repeat(100_000);
            try (Writer writer = Attempt.first().open(to(server.connection()).build())) {
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) {
                                writer.writeThrough(RedisCommand.set("key " + i, large));
                            }
                        })
                        .hasStackTraceContaining("SET of key 'key ")
                        .hasStackTraceContaining("for good: OOM");
            }
            try (UnifiedJedis redis = server.connection().connect()) {
                redis.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "0");
                try (Writer writer =
                        Attempt.first().open(to(server.connection()).build())) {
                    redis.sendCommand(Protocol.Command.CONFIG, "SET", "maxmemory", "1mb");
                    assertThatThrownBy(() -> writer.writeThrough(RedisCommand.upsert("hash", "a", large)))
                            .hasStackTraceContaining("a versioned upsert of key 'hash' for good: OOM");
                }
            }
        }
    }

    @Test
    void failsForAWrongPasswordAndAForbiddenKeyWithoutTellingThePassword() throws Exception {
        try (TestRedis server = TestRedis.with("--requirepass", "sesame")) {
            RedisConnectionConfig admin = RedisConnectionConfig.parse("redis://:sesame@127.0.0.1:" + server.port());
            try (UnifiedJedis redis = admin.connect()) {
                redis.sendCommand(Protocol.Command.ACL, "SETUSER", "alice", "on", ">wonderland", "~allowed*", "+@all");
            }

            assertThatThrownBy(
                            () -> Attempt.first().open(to(server.connection()).build()))
                    .hasStackTraceContaining("taking a generation of key 'generations' for good: NOAUTH");
            assertThatThrownBy(() -> Attempt.first()
                            .open(to(RedisConnectionConfig.parse("redis://:sesame2@127.0.0.1:" + server.port()))
                                    .build()))
                    .hasStackTraceContaining("taking a generation of key 'generations' for good: WRONGPASS")
                    .satisfies(e ->
                            assertThat(ExceptionUtils.stringifyException(e)).doesNotContain("sesame"));

            RedisConnectionConfig alice =
                    RedisConnectionConfig.parse("redis://alice:wonderland@127.0.0.1:" + server.port());
            try (Writer writer = Attempt.first()
                    .open(to(alice).setGenerationKey("allowed generations").build())) {
                writer.writeThrough(RedisCommand.set("allowed", "1"));
                assertThatThrownBy(() -> writer.writeThrough(RedisCommand.set("forbidden", "1")))
                        .hasStackTraceContaining("SET of key 'forbidden' for good: NOPERM")
                        .satisfies(e ->
                                assertThat(ExceptionUtils.stringifyException(e)).doesNotContain("wonderland"));
            }
        }
    }

    @Test
    void waitsForAServerThatIsReadOnlyForAWhile() throws Exception {
        try (TestRedis server = TestRedis.with();
                UnifiedJedis redis = server.connection().connect();
                Writer writer = Attempt.first().open(to(server.connection()).build())) {
            redis.sendCommand(Protocol.Command.REPLICAOF, "127.0.0.1", "1");
            CompletableFuture<Void> promotion = CompletableFuture.runAsync(
                    () -> redis.sendCommand(Protocol.Command.REPLICAOF, "NO", "ONE"),
                    CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
            writer.writeThrough(RedisCommand.set("a", "1"), RedisCommand.upsert("hash", "a", "1"));

            assertThat(promotion).isDone();
            assertThat(redis.get("a")).isEqualTo("1");
            assertThat(redis.hlen("hash")).isEqualTo(2);
        }
    }

    @Test
    void losesNothingWhenTheServerIsKilledAndRestartedInMidStream() throws Exception {
        try (TestRedis server = TestRedis.with("--appendonly", "yes", "--appendfsync", "always")) {
            int rows = 60_000;
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> trouble = CompletableFuture.runAsync(() -> {
                for (int kills = 1; kills <= 2; kills++) {
                    int threshold = kills * rows / 3;
                    Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> written.get() > threshold);
                    server.kill();
                    server.start();
                }
            });
            try (Writer writer = Attempt.first().open(to(server.connection()).build())) {
                for (int i = 0; i < rows; i++) {
                    writer.write(
                            RedisCommand.upsert("hash " + i % 3, "f" + i % 1_000, "" + i),
                            RedisCommand.set("last", "" + i));
                    written.set(i);
                }
                writer.writeThrough();
            }
            assertThat(trouble).isCompleted();
            try (UnifiedJedis redis = server.connection().connect()) {
                assertThat(redis.get("last")).isEqualTo("59999");
                for (int i = rows - 3_000; i < rows; i++) {
                    assertThat(VersionedHash.get(
                                    redis, ("hash " + i % 3).getBytes(UTF_8), ("f" + i % 1_000).getBytes(UTF_8)))
                            .get()
                            .extracting(row -> new String(row.value(), UTF_8))
                            .isEqualTo("" + i);
                }
            }
        }
    }

    @Test
    void takesNoMoreThanItsBufferHoldsWhileTheServerIsAway() throws Exception {
        try (TestRedis server = TestRedis.with("--appendonly", "yes", "--appendfsync", "always")) {
            RedisSink<RedisCommand> sink = to(server.connection())
                    .setMaxBatchSize(10)
                    .setMaxInFlightRequests(2)
                    .setMaxBufferedRequests(50)
                    .build();
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger highest = new AtomicInteger();
            try (Writer writer = Attempt.first().open(sink)) {
                server.kill();
                CompletableFuture<Void> comeback = CompletableFuture.runAsync(() -> {
                    // The sink has stopped taking elements when their number no longer changes.
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> taken.get() > 0 && highest.getAndSet(taken.get()) == taken.get());
                    server.start();
                });
                for (int i = 0; i < 1_000; i++) {
                    writer.write(RedisCommand.set("key " + i, "" + i));
                    taken.set(i + 1);
                }
                writer.writeThrough();
                comeback.join();
            }
            // Fifty in the buffer, two batches of ten on their way.
            assertThat(highest.get()).isBetween(50, 71);
            try (UnifiedJedis redis = server.connection().connect()) {
                assertThat(redis.dbSize()).isEqualTo(1_001);
            }
        }
    }

    @Test
    void boundsWhatWaitsInBytesToo() throws Exception {
        try (TestRedis server = TestRedis.with()) {
            RedisSink<RedisCommand> sink =
                    to(server.connection()).setMaxBufferedBytes(1_000_000).build();
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger highest = new AtomicInteger();
            String large = "x".repeat(100_000);
            try (Writer writer = Attempt.first().open(sink)) {
                server.kill();
                CompletableFuture<Void> comeback = CompletableFuture.runAsync(() -> {
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(200))
                            .until(() -> taken.get() > 0 && highest.getAndSet(taken.get()) == taken.get());
                    server.start();
                });
                for (int i = 0; i < 100; i++) {
                    writer.write(RedisCommand.set("key " + i, large));
                    taken.set(i + 1);
                }
                writer.writeThrough();
                comeback.join();
            }
            assertThat(highest.get()).isLessThan(11);
        }
    }

    @Test
    void losesPatienceInTheEnd() throws Exception {
        try (TestRedis server = TestRedis.with();
                Writer writer = Attempt.first()
                        .open(to(server.connection())
                                .setPatience(Duration.ofMillis(300))
                                .build())) {
            server.kill();
            assertThatThrownBy(() -> writer.writeThrough(RedisCommand.set("a", "1")))
                    .hasStackTraceContaining("could not do SET of key 'a' for PT0.3S");
        }
    }

    @Test
    void closesAtOnceWhileItWaitsForAServer() throws Exception {
        TestRedis server = TestRedis.with();
        Writer writer = Attempt.first().open(to(server.connection()).build());
        server.kill();
        for (int i = 0; i < 3_000; i++) {
            writer.write(RedisCommand.set("a", "1"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> {
            writer.close();
            return true;
        });
    }

    @Test
    void knowsWhichAnswersPass() {
        List<String> passing = List.of(
                "LOADING Redis is loading the dataset in memory",
                "READONLY You can't write against a read only replica.",
                "CLUSTERDOWN Hash slot not served",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "MASTERDOWN Link with MASTER is down",
                "ERR max number of clients reached",
                "ERR Error running script (call to f_1): @user_script:7: @user_script: 7: -READONLY You can't write",
                "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.");
        List<String> permanent = List.of(
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "NOPERM this user has no permissions",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "ERR unknown command",
                "ERR Error running script (call to f_1): @user_script:7: WRONGTYPE Operation against a key",
                "CROSSSLOT Keys in request don't hash to the same slot");

        assertThat(passing).allMatch(answer -> fault(answer) == RedisFault.PASSING);
        assertThat(permanent).allMatch(answer -> fault(answer) == RedisFault.PERMANENT);
        assertThat(fault("NOSCRIPT No matching script. Please use EVAL.")).isEqualTo(RedisFault.SCRIPT_UNKNOWN);
    }

    private static RedisFault fault(String answer) {
        return RedisFault.of(new JedisDataException(answer));
    }
}
