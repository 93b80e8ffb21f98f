package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

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
    private static final String SLOT = "slot";
    private static final String WINDOW = "window";

    /** Whom it is about: the key of the row where the rollup keeps it, which keys Flink's state by numbers of its own, else Flink's key. */
    public JsonNode subject() {
        if (isCell()) {
            return mapKey;
        }
        if (mapKey != null && mapKey.path(KEY).isTextual()) {
            return mapKey.get(KEY);
        }
        return namespace != null && namespace.path(KEY).isTextual() ? namespace.get(KEY) : key;
    }

    /** The rollup keeps its rows by slot, and in each by key. */
    private boolean isCell() {
        return mapKey != null && mapKey.isTextual() && namespace != null && namespace.has(WINDOW);
    }

    /** Of a row of the rollup, or a session, what tells it from the others. */
    JsonNode row() {
        return isCell() ? new ObjectNode(JsonNodeFactory.instance, Map.of(KEY, mapKey, SLOT, namespace)) : mapKey;
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
        return slot().path(WINDOW);
    }

    private JsonNode slot() {
        return isCell() ? namespace : MissingNode.getInstance();
    }
}
