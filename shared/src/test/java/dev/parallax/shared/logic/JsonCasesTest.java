package dev.parallax.shared.logic;

import static dev.parallax.shared.logic.JsonAgreement.assertAgreement;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of a published suite, each as a record, as a field's value and within a list. */
class JsonCasesTest {
    private static final Pattern BYTE = Pattern.compile("\\\\(..)");

    static Stream<String> cases() throws IOException {
        try (InputStream cases = JsonCasesTest.class.getResourceAsStream("/json-cases.txt")) {
            return new String(cases.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadAsJacksonAndTheSuiteDo(String line) {
        String name = line.substring(0, line.indexOf(' '));
        byte[] json = bytes(line.substring(name.length() + 1));
        byte[] field = around("{\"a\":", json, "}");
        byte[] list = around("{\"b\":0,\"a\":[", json, ",1]}");

        assertAgreement(name, json);
        assertAgreement(name + " as a field", field);
        assertAgreement(name + " in a list", list);
        if (!name.startsWith("i_")) {
            assertThat(JsonAgreement.isAccepted(field)).as(name).isEqualTo(name.startsWith("y_"));
        }
    }

    private static byte[] bytes(String escaped) {
        String text = BYTE.matcher(escaped)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] around(String before, byte[] json, String after) {
        return (before + new String(json, ISO_8859_1) + after).getBytes(ISO_8859_1);
    }
}
