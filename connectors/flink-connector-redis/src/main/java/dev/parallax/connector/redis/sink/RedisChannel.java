package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * One connection to each node that is needed, and pipelining over them. It repeats nothing. One thread uses it; any thread may close it,
 * which breaks off what that one is waiting for.
 *
 * <p>Jedis' own pipeline for a Cluster makes threads for each batch and only logs a lost connection, hence this one.
 */
final class RedisChannel implements AutoCloseable {
    private final RedisConnectionConfig config;
    private final JedisClientConfig clientConfig;
    private final Map<HostAndPort, Connection> connections = new ConcurrentHashMap<>();
    private volatile ClusterConnectionProvider slots;
    private volatile boolean closed;

    RedisChannel(RedisConnectionConfig config) {
        this.config = config;
        this.clientConfig = config.clientConfig();
    }

    /**
     * Sends all calls, then reads all replies.
     *
     * @return for each call its reply, or the exception that it has met; calls of one key are executed in their order, but one may fail and a
     *     later one succeed
     */
    List<Object> send(List<RedisCall> calls, boolean withSource) {
        Object[] replies = new Object[calls.size()];
        Map<HostAndPort, List<Integer>> byNode = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            try {
                byNode.computeIfAbsent(node(calls.get(i).key()), node -> new ArrayList<>())
                        .add(i);
            } catch (JedisException e) {
                replies[i] = e;
            }
        }
        Map<HostAndPort, Connection> used = new LinkedHashMap<>();
        byNode.forEach((node, indexes) -> {
            try {
                Connection connection = connection(node);
                indexes.forEach(i -> calls.get(i).send(connection, withSource));
                used.put(node, connection);
            } catch (JedisException e) {
                drop(node);
                indexes.forEach(i -> replies[i] = e);
            }
        });
        used.forEach((node, connection) -> {
            List<Integer> indexes = byNode.get(node);
            try {
                List<Object> answers = connection.getMany(indexes.size());
                for (int i = 0; i < answers.size(); i++) {
                    replies[indexes.get(i)] = answers.get(i);
                }
            } catch (JedisException e) {
                drop(node);
                indexes.forEach(i -> replies[i] = e);
            }
        });
        return Arrays.asList(replies);
    }

    private HostAndPort node(byte[] key) {
        if (!config.isCluster()) {
            return config.nodes().get(0);
        }
        if (slots == null) {
            slots = new ClusterConnectionProvider(new HashSet<>(config.nodes()), clientConfig);
        }
        HostAndPort node = slots.getNode(JedisClusterCRC16.getSlot(key));
        if (node == null) {
            throw new JedisClusterOperationException("CLUSTERDOWN No node serves the slot of the key.");
        }
        return node;
    }

    private Connection connection(HostAndPort node) {
        if (closed) {
            throw new JedisConnectionException("The channel to Redis is closed.");
        }
        return connections.computeIfAbsent(node, address -> new Connection(address, clientConfig));
    }

    private void drop(HostAndPort node) {
        Connection connection = connections.remove(node);
        if (connection != null) {
            breakOff(connection);
        }
    }

    /** Gives up all connections and what is known about a Cluster: the next call finds out anew who is there. */
    void reset() {
        List.copyOf(connections.keySet()).forEach(this::drop);
        if (slots != null) {
            slots.close();
            slots = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.values().forEach(RedisChannel::breakOff);
        ClusterConnectionProvider known = slots;
        if (known != null) {
            known.close();
        }
    }

    private static void breakOff(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            // It is being given up; whoever reads from it learns that.
        }
    }
}
