package dev.parallax.shared.logic;

import static dev.parallax.shared.logic.Rejections.assertMalformed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static String nested(int depth) {
        return "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"a\":1}";
    }

    private static void collect(String name, JsonParser value, Map<String, String> read) throws IOException {
        if (value.currentToken().isStructStart()) {
            JsonReader.readObject(value, (inner, parser) -> collect(inner, parser, read));
        } else {
            read.put(name, JsonReader.text(value));
        }
    }

    private static Map<String, String> fields(String record) throws BadRecord {
        return fields(record.getBytes(UTF_8));
    }

    private static Map<String, String> fields(byte[] record) throws BadRecord {
        Map<String, String> fields = new LinkedHashMap<>();
        JsonReader.read(record, (name, value) -> fields.put(name, JsonReader.text(value)));
        return fields;
    }
}
