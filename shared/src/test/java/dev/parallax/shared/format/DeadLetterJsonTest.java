package dev.parallax.shared.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterJsonTest {
    private static final String LINE = "{\"kind\":\"invalid\",\"reason\":\"It is too hot.\",\"source\":\"events\","
            + "\"partition\":3,\"offset\":41,\"text\":\"{\\\"a\\\":\\\"ü\\\"}\"}";

    @Test
    void writesTextAsText() {
        assertThat(line(letter("events", utf8("{\"a\":\"ü\"}")))).isEqualTo(LINE);
    }

    @Test
    void writesOtherBytesInBase64() {
        assertThat(line(letter("events", new byte[] {(byte) 0xFF, 0})))
                .contains("\"base64\":\"/wA=\"")
                .doesNotContain("text");
    }

    @Test
    void readsWhatItWrote() {
        for (byte[] record : new byte[][] {utf8("{\"a\":\"ü 😀\\u2028\"}"), {(byte) 0xFF, '\n', 0}, {}, null}) {
            DeadLetter<Object> letter = letter("a topic", record);

            assertThat(DeadLetterJson.<Object>read(DeadLetterJson.of(letter)))
                    .usingRecursiveComparison()
                    .isEqualTo(letter);
        }
    }

    @Test
    void aConflictingCopyIsKnownByItsPlaceAlone() {
        DeadLetter<Object> letter = letter(null, null);

        assertThat(line(letter)).endsWith("\"source\":null,\"partition\":3,\"offset\":41}");
        assertThat(DeadLetterJson.<Object>read(DeadLetterJson.of(letter))).isEqualTo(letter);
    }

    @Test
    void mendedTextIsTheRecord() {
        String mended = LINE.replace("ü", "u").replace("\"text\"", "\"note\":1,\"base64\":\"/wA=\",\"text\"");

        assertThat(DeadLetterJson.read(utf8(mended)).bytes()).isEqualTo(utf8("{\"a\":\"u\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
            nonsense                                                                | It is no dead letter, because it is no JSON object.
            []                                                                      | It is no dead letter, because it is no JSON object.
            {}                                                                      | It is no dead letter, because its kind is no text.
            {"kind":"odd"}                                                          | There is no kind 'odd' of dead letters.
            {"kind":"invalid","reason":"r","partition":-1,"offset":0}               | It is no dead letter, because its partition is no number from 0.
            {"kind":"invalid","reason":"r","partition":9999999999,"offset":0}       | It is no dead letter, because its partition is no number from 0.
            {"kind":"invalid","reason":"r","partition":0,"offset":"0"}              | It is no dead letter, because its offset is no number from 0.
            {"kind":"invalid","reason":"r","partition":0,"offset":0,"text":1}       | It is no dead letter, because its text is no text.
            {"kind":"invalid","reason":"r","partition":0,"offset":0,"text":"\\ud800"} | Its text holds half a character.
            {"kind":"invalid","reason":"r","partition":0,"offset":0,"base64":"?"}   | Its base64 cannot be decoded.
            """)
    void whatIsNoDeadLetterIsRefused(String line, String sentence) {
        assertThatThrownBy(() -> DeadLetterJson.read(utf8(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    private static DeadLetter<Object> letter(String source, byte[] record) {
        return new DeadLetter<>(DeadLetter.Kind.INVALID, "It is too hot.", source, new Place(3, 41), record);
    }

    private static String line(DeadLetter<?> letter) {
        return new String(DeadLetterJson.of(letter), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
