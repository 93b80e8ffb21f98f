package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.util.MathUtils;

/** An entry as RocksDB has it: key group, key, namespace and key in the map are one array of bytes, the value is another. */
record CompositeEntry(int keyGroup, KeyedEntry entry) {
    private static final JsonNodeFactory TREES = JsonNodeFactory.instance;

    /**
     * @param prefix how many bytes the key group has
     * @param withValue whether the value is wanted
     */
    static CompositeEntry read(KeyedState state, int prefix, byte[] key, byte[] value, boolean withValue)
            throws IOException {
        int keyGroup = CompositeKeySerializationUtils.extractKeyGroup(prefix, key);
        if (keyGroup < 0) {
            throw new IOException("a key is shorter than the number of its key group");
        }
        DataInputDeserializer in = new DataInputDeserializer(key);
        in.skipBytesToRead(prefix);
        if (state.kind() == KeyedState.Kind.TIMERS) {
            JsonNode time = TREES.numberNode(MathUtils.flipSignBit(in.readLong()));
            JsonNode ofTimer = state.key().read(in);
            return of(keyGroup, state, ofTimer, state.namespace().read(in), null, time);
        }
        JsonNode flinkKey = part(state, state.key(), in);
        JsonNode namespace = part(state, state.namespace(), in);
        JsonNode mapKey = state.kind() == KeyedState.Kind.MAP ? state.mapKey().read(in) : null;
        return of(keyGroup, state, flinkKey, namespace, mapKey, withValue ? value(state, value) : null);
    }

    private static CompositeEntry of(
            int keyGroup, KeyedState state, JsonNode key, JsonNode namespace, JsonNode mapKey, JsonNode value) {
        return new CompositeEntry(
                keyGroup, new KeyedEntry(state.name(), key, namespace.isNull() ? null : namespace, mapKey, value));
    }

    private static JsonNode part(KeyedState state, ValueReader reader, DataInputDeserializer in) throws IOException {
        int from = in.getPosition();
        JsonNode part = reader.read(in);
        if (state.isAmbiguous()) {
            CompositeKeySerializationUtils.readVariableIntBytes(in, in.getPosition() - from);
        }
        return part;
    }

    private static JsonNode value(KeyedState state, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        return switch (state.kind()) {
            case MAP -> in.readBoolean() ? TREES.nullNode() : state.value().read(in);
            case LIST -> {
                ArrayNode values = TREES.arrayNode();
                while (in.available() > 0) {
                    values.add(state.value().read(in));
                    if (in.available() > 0) {
                        in.readByte(); // what separates them
                    }
                }
                yield values;
            }
            default -> state.value().read(in);
        };
    }
}
