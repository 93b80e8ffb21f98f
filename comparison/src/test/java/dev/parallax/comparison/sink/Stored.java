package dev.parallax.comparison.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.CosmosConnection;
import dev.parallax.connector.cosmos.CosmosItems;
import dev.parallax.connector.cosmos.StoredItem;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** What another program finds in a store: rows as JSON by what identifies them. */
final class Stored {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Stored() {}

    static Map<String, String> hash(String address, String key) {
        try (UnifiedJedis redis = RedisClient.create(address)) {
            return redis.hgetAll(key);
        }
    }

    static Map<String, String> inRedis(String address, String prefix) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (UnifiedJedis redis = RedisClient.create(address)) {
            for (String key : redis.keys(prefix + ":*")) {
                for (Map.Entry<String, String> row : redis.hgetAll(key).entrySet()) {
                    ObjectNode json = (ObjectNode) JSON.readTree(row.getValue());
                    String identity = identity(json);
                    if (!key.equals(prefix + ":" + json.path("key").asText())
                            || !row.getKey()
                                    .equals(json.path("windowStart").asText() + "--"
                                            + json.path("windowEnd").asText())) {
                        throw new AssertionError(identity + " is at " + key + ", " + row.getKey());
                    }
                    rows.put(identity, row.getValue());
                }
            }
        }
        return rows;
    }

    static Map<String, String> inCosmos(String address) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (CosmosItems items = CosmosItems.open(CosmosConnection.parse(address));
                Stream<StoredItem> all = items.readAll()) {
            all.filter(item -> item.payload().has("key")).forEach(item -> {
                ObjectNode row = JsonNodeFactory.instance.objectNode();
                row.setAll(item.payload());
                String identity = identity(row);
                row.setAll((ObjectNode) row.remove("result"));
                rows.put(identity, row.toString());
                if (!item.partition().equals(row.path("key").asText())) {
                    throw new AssertionError(identity + " is in the partition " + item.partition());
                }
            });
        }
        return rows;
    }

    private static String identity(ObjectNode row) {
        return row.deepCopy().retain("key", "windowStart", "windowEnd").toString();
    }
}
