package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * JSON objects of one form: which value stands where. A path is names with dots between them; where all that stands beside each other are numbers from 0
 * to 999, they are the positions of a list. A value that is null is left out, and so is an object or list without values; before another one, it
 * keeps its position in a list as {@code null}.
 */
final class ObjectTemplate implements Serializable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final int DEEPEST = 100;
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    /** Longer ones are no quantity, and some readers of JSON refuse them. */
    private static final int LONGEST_NUMBER = 100;

    private final Part root;

    private ObjectTemplate(Part root) {
        this.root = root;
    }

    /**
     * @param paths of each value, by its place; null of a value that is to be left out
     * @throws IllegalArgumentException if two values had to stand in the same place, with a sentence
     */
    static ObjectTemplate of(List<String> paths) {
        Building building = new Building();
        for (int value = 0; value < paths.size(); value++) {
            if (paths.get(value) != null) {
                building.add(paths.get(value), value);
            }
        }
        return new ObjectTemplate(building.part(false));
    }

    /** The object, with each value as text. */
    byte[] filledWithTexts(String... values) {
        return filled(values, false);
    }

    /** The object; a value that is written as JSON writes numbers is one. */
    byte[] filled(String... values) {
        return filled(values, true);
    }

    private byte[] filled(String[] values, boolean numbers) {
        ByteArrayOutputStream object = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(object)) {
            if (root.isEmpty(values)) {
                json.writeStartObject();
                json.writeEndObject();
            } else {
                root.write(json, values, numbers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written.", e);
        }
        return object.toByteArray();
    }

    private sealed interface Part extends Serializable {
        boolean isEmpty(String[] values);

        void write(JsonGenerator json, String[] values, boolean numbers) throws IOException;
    }

    private record Value(int value) implements Part {
        @Override
        public boolean isEmpty(String[] values) {
            return values[value] == null;
        }

        @Override
        public void write(JsonGenerator json, String[] values, boolean numbers) throws IOException {
            String text = values[value];
            if (numbers && isNumber(text)) {
                json.writeNumber(text);
            } else {
                json.writeString(text);
            }
        }

        private static boolean isNumber(String text) {
            if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
                return false;
            }
            char first = text.charAt(0);
            return (first == '-' || (first >= '0' && first <= '9'))
                    && NUMBER.matcher(text).matches();
        }
    }

    private record Field(SerializedString name, Part part) implements Serializable {}

    private record Fields(List<Field> fields) implements Part {
        @Override
        public boolean isEmpty(String[] values) {
            for (Field field : fields) {
                if (!field.part.isEmpty(values)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(JsonGenerator json, String[] values, boolean numbers) throws IOException {
            json.writeStartObject();
            for (Field field : fields) {
                if (!field.part.isEmpty(values)) {
                    json.writeFieldName(field.name);
                    field.part.write(json, values, numbers);
                }
            }
            json.writeEndObject();
        }
    }

    private record Item(int position, Part part) implements Serializable {}

    /** @param items by position */
    private record Items(List<Item> items) implements Part {
        @Override
        public boolean isEmpty(String[] values) {
            for (Item item : items) {
                if (!item.part.isEmpty(values)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(JsonGenerator json, String[] values, boolean numbers) throws IOException {
            json.writeStartArray();
            int next = 0;
            for (Item item : items) {
                if (!item.part.isEmpty(values)) {
                    for (; next < item.position; next++) {
                        json.writeNull();
                    }
                    item.part.write(json, values, numbers);
                    next++;
                }
            }
            json.writeEndArray();
        }
    }

    /** A part that is not known whole yet. */
    private static final class Building {
        private final Map<String, Building> parts = new LinkedHashMap<>();
        private int value = -1;

        private void add(String path, int value) {
            String[] names = path.split("\\.", -1);
            if (names.length > DEEPEST) {
                throw new IllegalArgumentException("The path of a column has more than " + DEEPEST + " names.");
            }
            Building at = this;
            for (String name : names) {
                at = at.value < 0 ? at.parts.computeIfAbsent(name, unknown -> new Building()) : taken(path);
            }
            if (at.value >= 0 || !at.parts.isEmpty()) {
                taken(path);
            }
            at.value = value;
        }

        private static Building taken(String path) {
            throw new IllegalArgumentException("Two columns stand in the same place, '" + path + "'.");
        }

        private Part part(boolean mayBeList) {
            if (value >= 0) {
                return new Value(value);
            }
            if (mayBeList
                    && parts.keySet().stream()
                            .allMatch(name -> POSITION.matcher(name).matches())) {
                return new Items(parts.entrySet().stream()
                        .map(part -> new Item(
                                Integer.parseInt(part.getKey()), part.getValue().part(true)))
                        .sorted((one, other) -> Integer.compare(one.position, other.position))
                        .toList());
            }
            return new Fields(parts.entrySet().stream()
                    .map(part -> new Field(
                            new SerializedString(part.getKey()), part.getValue().part(true)))
                    .toList());
        }
    }
}
