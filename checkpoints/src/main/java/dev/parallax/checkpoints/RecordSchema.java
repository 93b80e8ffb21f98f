package dev.parallax.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;

/**
 * Reads records by the schema that a checkpoint keeps of them (see {@link dev.parallax.shared.codec.Codec#schema()}), without their classes: those may have
 * changed since, or be another program's. Lengths are believed only as far as there are bytes.
 */
final class RecordSchema {
    private static final int DEEPEST = 100;
    private static final int NULL = -1;
    private static final JsonNodeFactory TREES = JsonNodeFactory.instance;

    private final String text;
    private int at;
    private int depth;

    private RecordSchema(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no schema */
    static ValueReader parse(String text) {
        RecordSchema schema = new RecordSchema(text);
        ValueReader reader = schema.type();
        if (schema.at != text.length()) {
            throw schema.bad();
        }
        return reader;
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("It is no schema at its character " + at + ".");
    }

    private ValueReader type() {
        if (++depth > DEEPEST) {
            throw bad();
        }
        ValueReader reader = text.startsWith("(", at) ? alternatives() : named();
        depth--;
        return reader;
    }

    private ValueReader named() {
        String name = word();
        return switch (name) {
            case "int" -> in -> TREES.numberNode(in.readInt());
            case "long" -> in -> TREES.numberNode(in.readLong());
            case "double" -> in -> TREES.numberNode(in.readDouble());
            case "boolean" -> in -> TREES.booleanNode(in.readBoolean());
            case "text" -> RecordSchema::text;
            case "bytes" -> RecordSchema::bytes;
            case "enum" -> constants();
            default -> text.startsWith("<", at) ? list() : record();
        };
    }

    private String word() {
        int from = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw bad();
        }
        return text.substring(from, at);
    }

    private void expect(char character) {
        if (at >= text.length() || text.charAt(at) != character) {
            throw bad();
        }
        at++;
    }

    private boolean skip(char character) {
        if (at < text.length() && text.charAt(at) == character) {
            at++;
            return true;
        }
        return false;
    }

    private ValueReader alternatives() {
        expect('(');
        List<ValueReader> records = new ArrayList<>();
        do {
            records.add(type());
        } while (skip('|'));
        expect(')');
        return in -> {
            int tag = in.readByte();
            return tag == NULL ? TREES.nullNode() : one(records, tag).read(in);
        };
    }

    private ValueReader constants() {
        int end = text.indexOf(']', at);
        if (end < 0) {
            throw bad();
        }
        expect('[');
        List<String> names = List.of(text.substring(at, end).split(", "));
        at = end + 1;
        return in -> {
            int ordinal = in.readShort();
            return ordinal == NULL ? TREES.nullNode() : TREES.textNode(one(names, ordinal));
        };
    }

    private static <T> T one(List<T> all, int number) throws IOException {
        if (number < 0 || number >= all.size()) {
            throw new IOException("a value is none that its type has");
        }
        return all.get(number);
    }

    private ValueReader list() {
        expect('<');
        ValueReader element = type();
        expect('>');
        return in -> {
            int size = in.readInt();
            if (size == NULL) {
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

    private ValueReader record() {
        expect('{');
        List<String> names = new ArrayList<>();
        List<ValueReader> components = new ArrayList<>();
        while (!skip('}')) {
            names.add(word());
            expect(':');
            components.add(type());
            expect(';');
        }
        return in -> {
            if (!in.readBoolean()) {
                return TREES.nullNode();
            }
            ObjectNode record = TREES.objectNode();
            for (int i = 0; i < names.size(); i++) {
                record.set(names.get(i), components.get(i).read(in));
            }
            return record;
        };
    }

    private static JsonNode text(DataInputView in) throws IOException {
        int header = in.readInt();
        if (header == NULL) {
            return TREES.nullNode();
        }
        boolean wide = (header & 1) == 1;
        long bytes = (header >>> 1) * (wide ? 2L : 1L);
        return TREES.textNode(
                new String(SafeBytes.read(in, bytes), wide ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
    }

    private static JsonNode bytes(DataInputView in) throws IOException {
        int length = in.readInt();
        return length == NULL ? TREES.nullNode() : TREES.binaryNode(SafeBytes.read(in, length));
    }
}
