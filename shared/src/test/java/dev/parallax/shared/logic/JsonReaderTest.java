package dev.parallax.shared.logic;

import static dev.parallax.shared.logic.Rejections.assertMalformed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void handsOutEachFieldInOrder() throws BadRecord {
        assertThat(fields(" { \"a\" : \"text\" , \"b\" : 1.50 , \"c\" : true , \"d\" : null , \"\" : \"\" } \n"))
                .containsExactly(
                        entry("a", "text"), entry("b", "1.50"), entry("c", "true"), entry("d", null), entry("", ""));
    }

    @Test
    void anObjectOrListIsNoText() throws BadRecord {
        assertThat(fields("{\"a\":{\"x\":[{}]},\"b\":[1,{\"y\":2}],\"c\":\"behind\"}"))
                .containsExactly(entry("a", null), entry("b", null), entry("c", "behind"));
    }

    @Test
    void ofAFieldGivenTwiceTheLastCounts() throws BadRecord {
        assertThat(fields("{\"a\":1,\"b\":2,\"a\":3}")).containsOnly(entry("a", "3"), entry("b", "2"));
        assertThat(fields("{\"a\":1,\"a\":null}")).containsOnly(entry("a", null));
    }

    @Test
    void readsObjectsWithinTheObject() throws BadRecord {
        Map<String, String> read = new LinkedHashMap<>();

        JsonReader.read(
                "{\"outer\":{\"a\":1,\"b\":{\"c\":2}},\"last\":3}".getBytes(UTF_8),
                (name, value) -> collect(name, value, read));

        assertThat(read).containsExactly(entry("a", "1"), entry("c", "2"), entry("last", "3"));
    }

    @Test
    void understandsUnicode() throws BadRecord {
        assertThat(fields("{\"name\":\"Grüße \\u00e9 \\ud83d\\ude00 日本\"}"))
                .containsOnly(entry("name", "Grüße é 😀 日本"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{\"a\":1}]",
                "plain text",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":[1}",
                "{\"a\":\"open",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1}}",
                "{\"a\":1}]",
                "{\"a\":1} x",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1},",
                "{\"a\":\"tab\tinside\"}",
                "{\"a\":1} // comment"
            })
    void aRecordThatIsNotOneObjectIsMalformed(String record) {
        assertMalformed(() -> fields(record));
    }

    @Test
    void textBrokenOffWithinACharacterIsMalformed() {
        byte[] record = "{\"a\":\"é\"}".getBytes(UTF_8);

        assertMalformed(() -> fields(Arrays.copyOf(record, "{\"a\":\"".length() + 1)));
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertMalformed(() -> fields(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}));
        assertMalformed(() -> fields(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'}));
        assertMalformed(() -> fields(new byte[] {(byte) 0x80, 0, 0, 0, 1}));
        assertMalformed(() -> fields(new byte[64]));
    }

    @Test
    void readsPastNestedLists() throws BadRecord {
        assertThat(fields(nested(500))).containsExactly(entry("deep", null), entry("a", "1"));
    }

    @Test
    void nestingWithoutEndIsMalformedNotAnOverflow() {
        assertMalformed(() -> fields(nested(100_000)));
        assertMalformed(() -> fields("{\"a\":".repeat(100_000)));
    }

    @Test
    void aRecordWithinARecordCanBeReadMeanwhile() throws BadRecord {
        Map<String, String> read = new LinkedHashMap<>();

        JsonReader.read("{\"a\":\"{\\\"b\\\":1}\",\"c\":2}".getBytes(UTF_8), (name, value) -> {
            if (name.equals("a")) {
                read.putAll(fields(value.text()));
            } else {
                read.put(name, value.text());
            }
        });

        assertThat(read).containsExactly(entry("b", "1"), entry("c", "2"));
    }

    @Test
    void whatTheReaderOfAFieldThrowsLeavesNothingBehind() throws BadRecord {
        assertMalformed(() -> JsonReader.read(
                        "{\"a\":{\"b\":1}}".getBytes(UTF_8),
                        (name, value) -> value.fields((inner, ignored) -> {
                            throw BadRecord.malformed("No.");
                        })))
                .isEqualTo("No.");

        assertThat(fields("{\"c\":2}")).containsExactly(entry("c", "2"));
    }

    @Test
    void aFieldIsHandedOutOnlyIfTheWholeRecordIsRight() {
        Map<String, String> read = new LinkedHashMap<>();

        assertMalformed(
                () -> JsonReader.read("{\"a\":1,}".getBytes(UTF_8), (name, value) -> read.put(name, value.text())));

        assertThat(read).isEmpty();
    }

    @Test
    void aRecordOfTenMegabytesIsReadLikeASmallOne() throws BadRecord {
        String longText = "x".repeat(5_000_000);
        String list = "[" + "1,".repeat(2_500_000) + "2]";

        assertThat(fields("{\"list\":" + list + ",\"long\":\"" + longText + "\",\"last\":true}"))
                .containsExactly(entry("list", null), entry("long", longText), entry("last", "true"));
        assertMalformed(() -> fields("{\"list\":" + list + ",\"long\":\"" + longText));
    }

    @Test
    void aTextOfMoreThanTwentyMillionCharactersIsTooLongOnlyForWhoAsksForIt() throws BadRecord {
        byte[] record = ("{\"a\":\"" + "x".repeat(20_000_001) + "\",\"b\":1}").getBytes(UTF_8);

        assertMalformed(() -> fields(record));

        Map<String, String> read = new LinkedHashMap<>();
        JsonReader.read(record, (name, value) -> {
            if (name.equals("b")) {
                read.put(name, value.text());
            }
        });
        assertThat(read).containsExactly(entry("b", "1"));
    }

    @Test
    void moreNamesThanAreKeptAreStillRight() throws BadRecord {
        for (int round = 0; round < 3; round++) {
            StringBuilder record = new StringBuilder("{\"first\":0");
            Map<String, String> expected = new LinkedHashMap<>(Map.of("first", "0"));
            for (int i = 0; i < 2_000; i++) {
                record.append(",\"")
                        .append("name")
                        .append(i * 7 + round)
                        .append("\":")
                        .append(i);
                expected.put("name" + (i * 7 + round), Integer.toString(i));
            }

            assertThat(fields(record.append('}').toString())).containsExactlyEntriesOf(expected);
        }
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        assertThat(IntStream.range(0, 50_000)
                        .parallel()
                        .filter(i -> !readsItself(i))
                        .boxed())
                .isEmpty();
    }

    private static boolean readsItself(int i) {
        try {
            return fields("{\"n" + i % 700 + "\":\"v" + i + "\"}").equals(Map.of("n" + i % 700, "v" + i));
        } catch (BadRecord e) {
            return false;
        }
    }

    private static String nested(int depth) {
        return "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"a\":1}";
    }

    private static void collect(String name, JsonValue value, Map<String, String> read) throws BadRecord {
        if (value.isObject()) {
            value.fields((inner, innerValue) -> collect(inner, innerValue, read));
        } else {
            read.put(name, value.text());
        }
    }

    private static Map<String, String> fields(String record) throws BadRecord {
        return fields(record.getBytes(UTF_8));
    }

    private static Map<String, String> fields(byte[] record) throws BadRecord {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonReader.read(record, (name, value) -> fields.put(name, value.text()));
        return fields;
    }
}
