package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One thing that is kept by key.
 *
 * @param state the state's name
 * @param key Flink's key
 * @param namespace null where there is none
 * @param mapKey null where the state is no map
 * @param value null where it was not asked for; of timers the time in milliseconds since the epoch
 */
public record KeyedEntry(String state, JsonNode key, JsonNode namespace, JsonNode mapKey, JsonNode value) {
    private static final String KEY = "key";

    /** Whom it is about: the key of the row where the rollup keeps it, which keys Flink's state by a hash of that, else Flink's key. */
    public JsonNode subject() {
        if (mapKey != null && mapKey.path(KEY).isTextual()) {
            return mapKey.get(KEY);
        }
        return namespace != null && namespace.path(KEY).isTextual() ? namespace.get(KEY) : key;
    }

    /** Of a row of the rollup, how many facts are in it. */
    public long contributions() {
        return value.path("contributions").longValue();
    }

    /** Of a row of the rollup, their accumulator. */
    public JsonNode accumulator() {
        return value.path("accumulator");
    }

    /** Of a row of the rollup, the epoch; 0 where there are none. */
    public long epoch() {
        return slot().path("epoch").longValue();
    }

    /** Of a row of the rollup, the window under whose name it is kept. */
    JsonNode window() {
        return slot().path("window");
    }

    private JsonNode slot() {
        return mapKey == null ? MissingNode.getInstance() : mapKey.path("slot");
    }
}
