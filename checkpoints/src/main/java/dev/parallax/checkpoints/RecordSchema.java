package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.codec.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;

/**
 * Reads records by the schema that a checkpoint keeps of them (see {@link dev.parallax.shared.codec.Codec#schema()}), without their classes: those may have
 * changed since, or be another program's. Lengths are believed only as far as there are bytes.
 */
final class RecordSchema {
    private static final JsonNodeFactory TREES = JsonNodeFactory.instance;

    private RecordSchema() {}

    /** @throws IllegalArgumentException if the text is no schema */
    static ValueReader parse(String text) {
        return reader(Schema.parse(text));
    }

    private static ValueReader reader(Schema schema) {
        if (schema instanceof Schema.Constants constants) {
            return in -> {
                int ordinal = in.readShort();
                return ordinal == Schema.NULL ? TREES.nullNode() : TREES.textNode(one(constants.names(), ordinal));
            };
        }
        if (schema instanceof Schema.Many many) {
            return list(reader(many.element()));
        }
        if (schema instanceof Schema.OneOf oneOf) {
            List<ValueReader> records =
                    oneOf.records().stream().map(RecordSchema::reader).toList();
            return in -> {
                int tag = in.readByte();
                return tag == Schema.NULL ? TREES.nullNode() : one(records, tag).read(in);
            };
        }
        return schema instanceof Schema.Fields record ? record(record) : scalar(((Schema.Scalar) schema).name());
    }

    private static ValueReader scalar(String name) {
        return switch (name) {
            case "int" -> in -> TREES.numberNode(in.readInt());
            case "long" -> in -> TREES.numberNode(in.readLong());
            case "double" -> in -> TREES.numberNode(in.readDouble());
            case "boolean" -> in -> TREES.booleanNode(in.readBoolean());
            case "text" -> RecordSchema::text;
            case "bytes" -> RecordSchema::bytes;
            default -> throw new IllegalStateException("There is no scalar " + name + ".");
        };
    }

    private static <T> T one(List<T> all, int number) throws IOException {
        if (number < 0 || number >= all.size()) {
            throw new IOException("a value is none that its type has");
        }
        return all.get(number);
    }

    private static ValueReader list(ValueReader element) {
        return in -> {
            int size = in.readInt();
            if (size == Schema.NULL) {
                return TREES.nullNode();
            }
            SafeBytes.requireLength(size);
            ArrayNode values = TREES.arrayNode();
            for (int i = 0; i < size; i++) {
                values.add(element.read(in));
            }
            return values;
        };
    }

    private static ValueReader record(Schema.Fields fields) {
        List<String> names = fields.fields().stream().map(Schema.Field::name).toList();
        List<ValueReader> components =
                fields.fields().stream().map(field -> reader(field.type())).toList();
        return in -> {
            if (!in.readBoolean()) {
                return TREES.nullNode();
            }
            ObjectNode record = TREES.objectNode();
            for (int i = 0; i < components.size(); i++) {
                record.set(names.get(i), components.get(i).read(in));
            }
            return record;
        };
    }

    private static JsonNode text(DataInputView in) throws IOException {
        int header = in.readInt();
        if (header == Schema.NULL) {
            return TREES.nullNode();
        }
        boolean wide = (header & 1) == 1;
        long bytes = (header >>> 1) * (wide ? 2L : 1L);
        return TREES.textNode(
                new String(SafeBytes.read(in, bytes), wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
    }

    private static JsonNode bytes(DataInputView in) throws IOException {
        int length = in.readInt();
        return length == Schema.NULL ? TREES.nullNode() : TREES.binaryNode(SafeBytes.read(in, length));
    }
}
