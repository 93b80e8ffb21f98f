package dev.parallax.shared.logic;

import static dev.parallax.shared.logic.JsonAgreement.assertAgreement;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many records by chance, right ones and broken ones: what Jackson reads, and only that, is read. {@code -Djson.fuzz=20000000} reads more of them. */
class JsonFuzzTest {
    private static final int RECORDS = Integer.getInteger("json.fuzz", 200_000);
    private static final long FIRST_SEED = Long.getLong("json.fuzz.seed", 1);

    @Test
    void agreesWithJacksonOnRecordsByChance() {
        LongStream.range(FIRST_SEED, FIRST_SEED + RECORDS)
                .parallel()
                .forEach(seed -> assertAgreement("-Djson.fuzz.seed=" + seed, new RandomJson(seed).record()));
    }

    @Test
    void agreesWithJacksonOnARecordBrokenOffAnywhere() {
        byte[] record = "{\"a\":\"é日😀\\u00e9\\n\",\"日\":[1,-2.5e+3,true,null],\"c\":{\"d\":false}} ".getBytes(UTF_8);

        for (int length = 0; length <= record.length; length++) {
            assertAgreement(length + " bytes", Arrays.copyOf(record, length));
        }
    }

    @Test
    void agreesWithJacksonOnEachByteAnywhere() {
        byte[] record = "{\"a\":\"é日\\u00e9\\n\",\"b\":[1,-2.5e+3,true],\"c😀\":{}}".getBytes(UTF_8);

        for (int at = 0; at < record.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = record.clone();
                changed[at] = (byte) value;
                assertAgreement(value + " at " + at, changed);
            }
        }
    }

    /** Sequences of two to four bytes that are none, too long, surrogates, or beyond Unicode; as text and as name. */
    @Test
    void agreesWithJacksonOnAllBeginningsOfCharacters() {
        int[] following = {0x00, 0x22, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
        for (int first = 0x80; first < 256; first++) {
            for (int second : following) {
                for (int third : following) {
                    byte[] character = {(byte) first, (byte) second, (byte) third, (byte) 0x80};
                    String what = Arrays.toString(character);
                    assertAgreement(what, around("{\"a\":\"", character, "\"}"));
                    assertAgreement(what, around("{\"", character, "\":1}"));
                }
            }
        }
    }

    @Test
    void agreesWithJacksonWhereItsLimitsAre() {
        for (int size : new int[] {498, 499, 500, 501, 502, 998, 999, 1_000, 1_001, 1_002, 49_990, 50_000, 50_100}) {
            String many = "1".repeat(size);
            assertAgreement("a number of " + size, ("{\"a\":" + many + "}").getBytes(UTF_8));
            assertAgreement("a fraction of " + size, ("{\"a\":1." + many + "}").getBytes(UTF_8));
            assertAgreement("an exponent of " + size, ("{\"a\":1e" + many + "}").getBytes(UTF_8));
            assertAgreement("a name of " + size, ("{\"" + many + "\":1}").getBytes(UTF_8));
            assertAgreement("a name in Unicode of " + size, ("{\"é" + many + "\":1}").getBytes(UTF_8));
            assertAgreement(
                    "nested lists of " + size, ("{\"a\":" + "[".repeat(size) + "]".repeat(size) + "}").getBytes(UTF_8));
            assertAgreement(
                    "nested objects of " + size, ("{\"a\":".repeat(size) + "1" + "}".repeat(size)).getBytes(UTF_8));
        }
    }

    @Test
    void agreesWithJacksonOnOtherEncodings() {
        String record = "{\"a\":\"é日😀\",\"b\":[1.50,null]}";
        for (String encoding : new String[] {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE", "ISO-8859-1", "UTF-8"}) {
            assertAgreement(encoding, record.getBytes(Charset.forName(encoding)));
            assertAgreement(encoding + " with a mark", ("\uFEFF" + record).getBytes(Charset.forName(encoding)));
        }
    }

    private static byte[] around(String before, byte[] bytes, String after) {
        byte[] all = Arrays.copyOf(before.getBytes(UTF_8), before.length() + bytes.length + after.length());
        System.arraycopy(bytes, 0, all, before.length(), bytes.length);
        System.arraycopy(after.getBytes(UTF_8), 0, all, before.length() + bytes.length, after.length());
        return all;
    }
}
