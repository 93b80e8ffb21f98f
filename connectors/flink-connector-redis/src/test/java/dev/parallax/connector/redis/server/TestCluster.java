package dev.parallax.connector.redis.server;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;

/** A Cluster of three real nodes, each with a third of the slots and no replica. */
public final class TestCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;

    private final List<TestRedis> nodes;

    private TestCluster(List<TestRedis> nodes) {
        this.nodes = nodes;
    }

    public static TestCluster start() {
        TestCluster cluster = new TestCluster(Stream.generate(() -> TestRedis.with(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "1000",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always"))
                .limit(3)
                .toList());
        for (int i = 0; i < 3; i++) {
            try (Jedis node = cluster.admin(i)) {
                node.clusterAddSlots(
                        IntStream.range(i * SLOTS / 3, (i + 1) * SLOTS / 3).toArray());
                node.clusterMeet("127.0.0.1", cluster.nodes.get(0).port());
            }
        }
        cluster.awaitHealth();
        return cluster;
    }

    /** Until each node sees three nodes that serve all slots. */
    public void awaitHealth() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> IntStream.range(0, 3).allMatch(i -> {
                    try (Jedis node = admin(i)) {
                        String info = node.clusterInfo();
                        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
                    }
                }));
    }

    public Jedis admin(int node) {
        return new Jedis("127.0.0.1", nodes.get(node).port());
    }

    public TestRedis node(int node) {
        return nodes.get(node);
    }

    /** By one node: the others are found through it. */
    public RedisConnectionConfig connection() {
        return RedisConnectionConfig.parse(nodes.get(0).uri() + "?cluster=true");
    }

    @Override
    public void close() {
        nodes.forEach(TestRedis::close);
    }
}
