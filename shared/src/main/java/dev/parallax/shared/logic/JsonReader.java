package dev.parallax.shared.logic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads a record that is one JSON object, field by field. */
public final class JsonReader {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonReader() {}

    /** Takes the value of a field: the parser stands on its first token, and must be left on its last one. */
    @FunctionalInterface
    public interface Fields {
        void field(String name, JsonParser value) throws IOException;
    }

    /**
     * Hands out each field of the object in {@code record}; of a field given twice the last counts, if {@code fields} lets it.
     *
     * @throws BadRecord malformed, if the record is not exactly one JSON object
     */
    public static void read(byte[] record, Fields fields) throws BadRecord {
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw BadRecord.malformed("The record is no JSON object.");
            }
            readObject(parser, fields);
            if (parser.nextToken() != null) {
                throw BadRecord.malformed("There is more behind the JSON object.");
            }
        } catch (JsonProcessingException e) {
            throw BadRecord.malformed("The record is not JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw BadRecord.malformed("The record is not JSON: " + e.getMessage() + ".");
        }
    }

    /** Hands out each field of the object on whose start the parser stands, and leaves the parser on its end. */
    public static void readObject(JsonParser parser, Fields fields) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.field(name, parser);
        }
    }

    /** The text of a scalar; null for {@code null}, and for an object or list, which is skipped. */
    public static String text(JsonParser value) throws IOException {
        if (value.currentToken().isStructStart()) {
            value.skipChildren();
            return null;
        }
        return value.currentToken() == JsonToken.VALUE_NULL ? null : value.getText();
    }
}
