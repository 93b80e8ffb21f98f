package dev.parallax.connector.redis.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.connector.redis.server.TestCluster;
import dev.parallax.connector.redis.sink.Writer.Attempt;
import dev.parallax.connector.redis.versioned.VersionedHash;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The sink on a Cluster of three nodes. */
final class RedisClusterTest {
    private static TestCluster cluster;

    @BeforeAll
    static void startTheCluster() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stopTheCluster() {
        cluster.close();
    }

    private static RedisSink<RedisCommand> sink(String name) {
        return RedisSink.<RedisCommand>builder()
                .setConnection(cluster.connection())
                .setMapper(command -> command)
                .setGenerationKey(name + ":generations")
                .setSweptKeys(hashes(name))
                .build();
    }

    private static List<String> hashes(String name) {
        return IntStream.range(0, 30).mapToObj(i -> name + ":" + i).toList();
    }

    private static String value(UnifiedJedis redis, String hash, String field) {
        return VersionedHash.get(redis, hash.getBytes(UTF_8), field.getBytes(UTF_8))
                .map(row -> new String(row.value(), UTF_8))
                .orElse(null);
    }

    @Test
    void writesToAllNodesAndSweepsThem() throws Exception {
        try (Writer writer = Attempt.first().restoredFrom(1).open(sink("a"))) {
            for (String hash : hashes("a")) {
                writer.write(RedisCommand.upsert(hash, "f", "covered"), RedisCommand.set(hash + ":plain", "1"));
            }
            writer.checkpoint(2);
            for (String hash : hashes("a")) {
                writer.write(RedisCommand.upsert(hash, "f", "abandoned"));
            }
            writer.writeThrough();
        }
        try (UnifiedJedis redis = cluster.connection().connect()) {
            assertThat(hashes("a")).allMatch(hash -> "abandoned".equals(value(redis, hash, "f")));
            assertThat(hashes("a")).allMatch(hash -> "1".equals(redis.get(hash + ":plain")));
            Attempt.first().restoredFrom(2).open(sink("a")).close();
            assertThat(hashes("a")).allMatch(hash -> "covered".equals(value(redis, hash, "f")));
        }
        for (int node = 0; node < 3; node++) {
            try (Jedis jedis = cluster.admin(node)) {
                assertThat(jedis.dbSize()).isPositive();
            }
        }
    }

    @Test
    void waitsForANodeThatIsKilledAndComesBack() throws Exception {
        try (Writer writer = Attempt.first().open(sink("b"))) {
            writer.writeThrough(RedisCommand.set("b", "1"));
            cluster.node(1).kill();
            CompletableFuture<Void> comeback =
                    CompletableFuture.runAsync(() -> cluster.node(1).start());
            for (String hash : hashes("b")) {
                writer.write(RedisCommand.upsert(hash, "f", "1"));
            }
            writer.writeThrough();
            comeback.join();
        }
        cluster.awaitHealth();
        try (UnifiedJedis redis = cluster.connection().connect()) {
            assertThat(hashes("b")).allMatch(hash -> "1".equals(value(redis, hash, "f")));
        }
    }

    @Test
    void followsASlotThatMoves() throws Exception {
        int slot = JedisClusterCRC16.getSlot("moving");
        int from = slot * 3 / 16_384;
        int to = (from + 1) % 3;
        try (Writer writer = Attempt.first().open(sink("c"))) {
            writer.writeThrough(RedisCommand.set("moving", "1"), RedisCommand.del("moving"));
            String target;
            try (Jedis jedis = cluster.admin(to)) {
                target = jedis.clusterMyId();
                jedis.clusterSetSlotNode(slot, target);
            }
            try (Jedis jedis = cluster.admin(from)) {
                jedis.clusterSetSlotNode(slot, target);
            }
            writer.writeThrough(RedisCommand.set("moving", "2"));
        }
        try (Jedis jedis = cluster.admin(to)) {
            assertThat(jedis.get("moving")).isEqualTo("2");
        }
    }
}
