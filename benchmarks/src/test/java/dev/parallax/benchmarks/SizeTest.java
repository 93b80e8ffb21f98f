package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeTest {
    @Test
    void aSizeIsWrittenInThousandsAndMillions() {
        assertThat(Size.parse("0.5M")).isEqualTo(new Size(500_000)).hasToString("500k");
        assertThat(Size.parse("2m")).isEqualTo(new Size(2_000_000)).hasToString("2M");
        assertThat(Size.parse("1500")).hasToString("1.5k");
        assertThat(Size.parse("100")).hasToString("100");
        assertThat(Size.parse("10M")).hasToString("10M");
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", "M", "many", "-1", "0"}) {
            assertThatThrownBy(() -> Size.parse(text)).hasMessageContaining("is no size");
        }
    }
}
