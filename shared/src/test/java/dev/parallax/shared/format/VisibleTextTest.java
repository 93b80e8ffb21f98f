package dev.parallax.shared.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void textOfAnyScriptStaysAsItIs() {
        assertThat(VisibleText.of("Gerät 17 – שלום – 東京 – \uD83D\uDE80 – می\u200Cخواهم"))
                .isEqualTo("Gerät 17 – שלום – 東京 – \uD83D\uDE80 – می\u200Cخواهم");
    }

    @Test
    void charactersThatCannotBeSeenAreSpeltOut() {
        assertThat(VisibleText.of("a\u0000\n\u001B\u009B\u200B\u202E\u2028\uFEFF\uD800z"))
                .isEqualTo("a\\u{0000}\\u{000A}\\u{001B}\\u{009B}\\u{200B}\\u{202E}\\u{2028}\\u{FEFF}\\u{D800}z");
    }

    @Test
    void veryLongTextIsCutAndItsLengthIsTold() {
        assertThat(VisibleText.of("x".repeat(5000))).isEqualTo("x".repeat(300) + "… (5,000 characters)");
    }
}
