package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.InputRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A record of a binary format as it becomes a JSON object: times in UTC as texts like {@code 2023-01-05T11:13:53.643364Z}, dates and times of day as
 * ISO 8601 has them, decimals as numbers, bytes as Base64, numbers that are none (NaN) as texts. To be used once.
 */
final class RecordJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Decimals with a greater scale are written with an exponent. */
    private static final int MOST_ZEROS = 100;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final JsonGenerator json;
    private final Utf8 utf8;
    private BadRecord fault;

    RecordJson(Utf8 utf8) throws IOException {
        this.utf8 = utf8;
        json = JSON.createGenerator(bytes);
    }

    /** To write names, objects and lists with. */
    JsonGenerator structure() {
        return json;
    }

    /** The record; a dead letter if it has a text that is none. */
    InputRecord finished() throws IOException {
        json.close();
        byte[] object = bytes.toByteArray();
        return fault == null ? InputRecord.of(object, object) : InputRecord.rejected(object, fault);
    }

    /** Text in UTF-8, of which the record needs each byte to be right. */
    String text(byte[] text) {
        try {
            return utf8.text(text);
        } catch (BadRecord e) {
            fault = e;
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** A text, number, boolean, byte array, or what the methods below make. */
    void write(Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString());
        } else if (value instanceof Float number) {
            write(number.isNaN() || number.isInfinite() ? number.toString() : new BigDecimal(number.toString()));
        } else if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                json.writeString(number.toString());
            } else {
                json.writeNumber(number);
            }
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof byte[] binary) {
            json.writeBinary(binary);
        } else {
            throw new IllegalStateException("A value of " + value.getClass() + " is not expected here.");
        }
    }

    /** So many of the unit since the epoch. */
    static String time(long since, ChronoUnit unit) {
        return Instant.EPOCH.plus(since, unit).toString();
    }

    static String date(long daysSinceEpoch) {
        return LocalDate.ofEpochDay(daysSinceEpoch).toString();
    }

    /** A time of day; the number itself, if there is no such time. */
    static Object timeOfDay(long sinceMidnight, ChronoUnit unit) {
        try {
            return LocalTime.ofNanoOfDay(
                            Math.multiplyExact(sinceMidnight, unit.getDuration().toNanos()))
                    .toString();
        } catch (DateTimeException | ArithmeticException e) {
            return sinceMidnight;
        }
    }

    /** @param unscaled in two's complement, the highest byte first */
    static Object decimal(byte[] unscaled, int scale) {
        return unscaled.length == 0 ? unscaled : new BigDecimal(new BigInteger(unscaled), scale);
    }

    /** The number in sixteen bytes. */
    static Object uuid(byte[] bytes) {
        if (bytes.length != 16) {
            return bytes;
        }
        BigInteger number = new BigInteger(bytes);
        return new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue()).toString();
    }
}
