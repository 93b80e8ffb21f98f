package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a {@linkplain Codec#schema() schema} says, taken apart: enough to read its bytes without the types that wrote them. */
public sealed interface Schema {
    int NULL = -1;

    /** A number, a boolean, a text or bytes. */
    record Scalar(String name) implements Schema {}

    /** An enum with its constants in their order. */
    record Constants(List<String> names) implements Schema {}

    /** A list. */
    record Many(Schema element) implements Schema {}

    /** A record by its simple name. */
    record Fields(String name, List<Field> fields) implements Schema {}

    /** A component of a record. */
    record Field(String name, Schema type) {}

    /** A sealed interface: one of these records. */
    record OneOf(List<Fields> records) implements Schema {}

    /**
     * Takes a schema apart.
     *
     * @throws IllegalArgumentException if the text is none
     */
    static Schema parse(String text) {
        return new Parser(text).whole();
    }

    /** Reads a value and forgets it. */
    default void skip(DataInput in) throws IOException {
        if (this instanceof Scalar scalar) {
            skipScalar(scalar.name(), in);
        } else if (this instanceof Constants) {
            in.readShort();
        } else if (this instanceof Many many) {
            for (int left = in.readInt(); left > 0; left--) {
                many.element().skip(in);
            }
        } else if (this instanceof Fields record) {
            if (in.readBoolean()) {
                for (Field field : record.fields()) {
                    field.type().skip(in);
                }
            }
        } else if (this instanceof OneOf oneOf) {
            int tag = in.readByte();
            if (tag != NULL) {
                oneOf.records().get(tag).skip(in);
            }
        }
    }

    private static void skipScalar(String name, DataInput in) throws IOException {
        switch (name) {
            case "int" -> in.readInt();
            case "long" -> in.readLong();
            case "double" -> in.readDouble();
            case "boolean" -> in.readBoolean();
            case "text" -> Scalars.TEXT.read(in);
            case "bytes" -> Scalars.BYTES.read(in);
            default -> throw new IllegalStateException("There is no scalar " + name + ".");
        }
    }

    /** By recursive descent. */
    final class Parser {
        private static final List<String> SCALARS = List.of("int", "long", "double", "boolean", "text", "bytes");

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private Schema whole() {
            Schema schema = schema();
            if (at < text.length()) {
                throw wrong();
            }
            return schema;
        }

        private Schema schema() {
            if (takes("(")) {
                List<Fields> records = new ArrayList<>();
                do {
                    if (!(schema() instanceof Fields one)) {
                        throw wrong();
                    }
                    records.add(one);
                } while (takes("|"));
                require(")");
                return new OneOf(List.copyOf(records));
            }
            if (takes("list<")) {
                Schema element = schema();
                require(">");
                return new Many(element);
            }
            if (takes("enum[")) {
                int end = text.indexOf(']', at);
                if (end < 0) {
                    throw wrong();
                }
                String names = text.substring(at, end);
                at = end + 1;
                return new Constants(names.isEmpty() ? List.of() : List.of(names.split(", ")));
            }
            String name = name();
            if (takes("{")) {
                List<Field> fields = new ArrayList<>();
                while (!takes("}")) {
                    String field = name();
                    require(":");
                    fields.add(new Field(field, schema()));
                    require(";");
                }
                return new Fields(name, List.copyOf(fields));
            }
            if (!SCALARS.contains(name)) {
                throw wrong();
            }
            return new Scalar(name);
        }

        private String name() {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw wrong();
            }
            return text.substring(start, at);
        }

        private boolean takes(String token) {
            boolean there = text.startsWith(token, at);
            at += there ? token.length() : 0;
            return there;
        }

        private void require(String token) {
            if (!takes(token)) {
                throw wrong();
            }
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("That is no schema, from character " + at + " on: " + text);
        }
    }
}
