package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A dead letter as one line of JSON: kind, reason, source, partition, offset, and the record as it came, in {@code text} where it is UTF-8, else in
 * {@code base64}; in neither where it is not known. People may mend the text: what it says then is the record.
 */
public final class DeadLetterJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "kind";
    private static final String REASON = "reason";
    private static final String SOURCE = "source";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String TEXT = "text";
    private static final String BASE64 = "base64";

    private DeadLetterJson() {}

    /** The line, as UTF-8 and without its end. */
    public static byte[] of(DeadLetter<?> letter) {
        ObjectNode json = JSON.createObjectNode();
        json.put(KIND, letter.kind().name().toLowerCase(Locale.ROOT));
        json.put(REASON, letter.reason());
        json.put(SOURCE, letter.source());
        json.put(PARTITION, letter.place().partition());
        json.put(OFFSET, letter.place().offset());
        if (letter.bytes() != null) {
            putRecord(json, letter.bytes());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dead letter cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void putRecord(ObjectNode json, byte[] record) {
        try {
            json.put(
                    TEXT,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(record))
                            .toString());
        } catch (CharacterCodingException notText) {
            json.put(BASE64, record);
        }
    }

    /**
     * Reads a line, perhaps one that somebody has edited: names that are not known do no harm, and of {@code text} and {@code base64} the text counts.
     *
     * @throws IllegalArgumentException if it is no dead letter, with a sentence
     */
    public static <A> DeadLetter<A> read(byte[] line) {
        JsonNode json = parsed(line);
        return new DeadLetter<>(
                kind(json),
                text(json, REASON),
                json.hasNonNull(SOURCE) ? text(json, SOURCE) : null,
                new Place(
                        Math.toIntExact(number(json, PARTITION, Integer.MAX_VALUE)),
                        number(json, OFFSET, Long.MAX_VALUE)),
                record(json));
    }

    private static JsonNode parsed(byte[] line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException notJson) {
            // It is said below what it is not.
        }
        throw new IllegalArgumentException("It is no dead letter, because it is no JSON object.");
    }

    private static DeadLetter.Kind kind(JsonNode json) {
        String kind = text(json, KIND);
        return Arrays.stream(DeadLetter.Kind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kind '" + kind + "' of dead letters."));
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("It is no dead letter, because its " + name + " is no text.");
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String name, long greatest) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > greatest) {
            throw new IllegalArgumentException("It is no dead letter, because its " + name + " is no number from 0.");
        }
        return value.longValue();
    }

    private static byte[] record(JsonNode json) {
        if (json.hasNonNull(TEXT)) {
            return encoded(text(json, TEXT));
        }
        if (!json.hasNonNull(BASE64)) {
            return null;
        }
        try {
            return json.get(BASE64).binaryValue();
        } catch (IOException notBase64) {
            throw new IllegalArgumentException("Its base64 cannot be decoded.", notBase64);
        }
    }

    private static byte[] encoded(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException halfACharacter) {
            throw new IllegalArgumentException("Its text holds half a character.", halfACharacter);
        }
    }
}
