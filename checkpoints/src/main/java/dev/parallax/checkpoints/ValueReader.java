package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.shared.flow.RecordSerializerSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.runtime.state.VoidNamespace;

/** Reads values of a state as trees of names and plain values, with nothing but what the checkpoint itself says of them. */
interface ValueReader {
    /** Reads one value, and not a byte beyond it. */
    JsonNode read(DataInputView in) throws IOException;

    /** How many bytes each takes; -1 if they differ. */
    default int length() {
        return -1;
    }

    /**
     * The reader for what a serializer wrote.
     *
     * @param snapshot what the checkpoint says of that serializer
     */
    static ValueReader of(TypeSerializerSnapshot<?> snapshot) {
        return snapshot instanceof RecordSerializerSnapshot<?> record
                ? RecordSchema.parse(record.schema())
                : new Restored<>(snapshot.restoreSerializer());
    }

    /** By Flink's own serializer, or that of another program. */
    record Restored<T>(TypeSerializer<T> serializer) implements ValueReader {
        @Override
        public JsonNode read(DataInputView in) throws IOException {
            return tree(serializer.deserialize(in));
        }

        @Override
        public int length() {
            return serializer.getLength();
        }

        private static JsonNode tree(Object value) {
            JsonNodeFactory trees = JsonNodeFactory.instance;
            if (value == null || value instanceof VoidNamespace) {
                return trees.nullNode();
            }
            if (value instanceof Boolean truth) {
                return trees.booleanNode(truth);
            }
            if (value instanceof Double || value instanceof Float) {
                return trees.numberNode(((Number) value).doubleValue());
            }
            return value instanceof Number number && !(value instanceof java.math.BigDecimal)
                    ? trees.numberNode(number.longValue())
                    : trees.textNode(value.toString());
        }
    }
}
