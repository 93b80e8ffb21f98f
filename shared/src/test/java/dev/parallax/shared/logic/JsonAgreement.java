package dev.parallax.shared.logic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Whether {@link JsonReader} and Jackson's own parser see the same in a record: all fields and values in order, or the same reason to refuse it. */
final class JsonAgreement {
    /** Is quicker than a new one, but takes some broken names for names that it knows: only a new one decides that there is a difference. */
    private static final JsonFactory REUSED = new JsonFactory();

    private static final int DECIMALS = 6;

    private JsonAgreement() {}

    static void assertAgreement(String what, byte[] record) {
        String reader = readerReads(record);
        String readerPast = reader.startsWith("{") ? readerSkips(record) : reader;
        if (!reader.equals(jacksonReads(REUSED, record)) || !readerPast.equals(jacksonSkips(REUSED, record))) {
            assertThat(reader).as(what).isEqualTo(jacksonReads(new JsonFactory(), record));
            assertThat(readerPast).as(what + ", read past").isEqualTo(jacksonSkips(new JsonFactory(), record));
        }
    }

    static boolean isAccepted(byte[] record) {
        return readerReads(record).startsWith("{");
    }

    private static String readerReads(byte[] record) {
        StringBuilder seen = new StringBuilder("{");
        try {
            JsonReader.read(record, (name, value) -> append(name, value, seen));
            return seen.append('}').toString();
        } catch (BadRecord e) {
            return e.getMessage();
        }
    }

    private static void append(String name, JsonValue value, StringBuilder seen) throws BadRecord {
        seen.append(name).append('=');
        append(value, seen);
    }

    private static void append(JsonValue value, StringBuilder seen) throws BadRecord {
        if (value.isObject()) {
            seen.append('{');
            value.fields((name, inner) -> append(name, inner, seen));
            seen.append('}');
        } else if (value.isList()) {
            seen.append('[');
            value.items(item -> append(item, seen));
            seen.append(']');
        } else if (value.isNumber()) {
            seen.append(value.text()).append('#').append(value.fixedPoint(DECIMALS));
        } else {
            seen.append(value.text());
        }
        if ((value.isObject() || value.isList()) && value.text() != null) {
            seen.append(value.text());
        }
        seen.append('\n');
    }

    private static String readerSkips(byte[] record) {
        StringBuilder seen = new StringBuilder();
        try {
            JsonReader.read(record, (name, value) -> seen.append(name).append(','));
            return seen.toString();
        } catch (BadRecord e) {
            return e.getMessage();
        }
    }

    private static String jacksonReads(JsonFactory factory, byte[] record) {
        StringBuilder seen = new StringBuilder();
        return withJackson(factory, record, parser -> append(parser, seen), seen);
    }

    private static String jacksonSkips(JsonFactory factory, byte[] record) {
        StringBuilder seen = new StringBuilder();
        return withJackson(
                factory,
                record,
                parser -> {
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        seen.append(parser.currentName()).append(',');
                        parser.nextToken();
                        parser.skipChildren();
                    }
                },
                seen);
    }

    private static String withJackson(JsonFactory factory, byte[] record, Reading reading, StringBuilder seen) {
        try (JsonParser parser = factory.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "The record is no JSON object.";
            }
            reading.read(parser);
            return parser.nextToken() == null ? seen.toString() : "There is more behind the JSON object.";
        } catch (JsonProcessingException e) {
            return "The record is not JSON: " + e.getOriginalMessage() + ".";
        } catch (IOException e) {
            return "The record is not JSON: " + e.getMessage() + ".";
        }
    }

    private interface Reading {
        void read(JsonParser parser) throws IOException;
    }

    private static void append(JsonParser parser, StringBuilder seen) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                seen.append('{');
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    seen.append(parser.currentName()).append('=');
                    parser.nextToken();
                    append(parser, seen);
                    seen.append('\n');
                }
                seen.append('}');
            }
            case START_ARRAY -> {
                seen.append('[');
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    append(parser, seen);
                    seen.append('\n');
                }
                seen.append(']');
            }
            case VALUE_NULL -> seen.append((String) null);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                seen.append(parser.getText()).append('#').append(millionths(parser.getText()));
            default -> seen.append(parser.getText());
        }
    }

    /** By digits and exponent, without the reader's shortcuts. */
    private static long millionths(String number) {
        String[] parts = number.split("[eE]");
        BigDecimal mantissa = new BigDecimal(parts[0]);
        BigInteger exponent = parts.length == 1 ? BigInteger.ZERO : new BigInteger(parts[1]);
        if (mantissa.signum() == 0) {
            return 0;
        }
        int power = exponent.min(BigInteger.valueOf(5_000))
                .max(BigInteger.valueOf(-5_000))
                .intValue();
        BigDecimal rounded = mantissa.scaleByPowerOfTen(power + DECIMALS).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal greatest = BigDecimal.valueOf(Long.MAX_VALUE);
        return rounded.min(greatest).max(greatest.negate()).longValueExact();
    }
}
