package dev.parallax.shared.logic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Records that are not ordinary, as Jackson sees them: in UTF-16 or UTF-32, with a byte order mark, in UTF-8 that is not well formed, with very long names
 * or numbers, deeply nested; or not JSON at all.
 */
final class ForeignJson {
    private ForeignJson() {}

    /**
     * The same object in ASCII, with each number as it was written.
     *
     * @throws BadRecord malformed, if the record is not exactly one JSON object
     */
    static byte[] rewritten(byte[] record) throws BadRecord {
        ByteArrayOutputStream rewritten = new ByteArrayOutputStream();
        JsonFactory json = factory();
        try (JsonParser parser = json.createParser(record);
                JsonGenerator generator = json.createGenerator(rewritten)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw BadRecord.malformed("The record is no JSON object.");
            }
            copyObject(parser, generator);
            if (parser.nextToken() != null) {
                throw BadRecord.malformed("There is more behind the JSON object.");
            }
        } catch (JsonProcessingException e) {
            throw BadRecord.malformed("The record is not JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw BadRecord.malformed("The record is not JSON: " + e.getMessage() + ".");
        }
        return rewritten.toByteArray();
    }

    /**
     * A new one each time: a factory remembers names of earlier records, and takes some broken ones for them ({@code a<FF>} for {@code a}). It lets texts
     * of any length pass, for nobody may ask for the long one.
     */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .build();
    }

    private static void copyObject(JsonParser parser, JsonGenerator generator) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                generator.writeNumber(parser.getText());
            } else {
                generator.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > 0) {
                parser.nextToken();
            }
        } while (depth > 0);
    }
}
