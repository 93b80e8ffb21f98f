package dev.parallax.comparison.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "100, 100 %",
        "99.21, 99.2 %",
        "99.97, 99.97 %",
        "99.9996, 99.9996 %",
        "99.999999, >99.9999 %",
        "0.00001, <0.0001 %",
        "0.04, 0.04 %",
        "0, 0 %"
    })
    void aPercentageIsCalledHundredOrZeroOnlyIfItIs(double percent, String text) {
        assertThat(Figures.percent(percent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "1048575, 1.0 MiB", "1610612736, 1.5 GiB"})
    void bytesHaveTheUnitThatKeepsThemShort(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0123, 0.01 s",
        "9.999, 10.0 s",
        "41.52, 41.5 s",
        "59.99, 1 min 0 s",
        "125, 2 min 5 s",
        "3599.7, 1 h 0 min",
        "7260, 2 h 1 min"
    })
    void secondsHaveTheUnitThatKeepsThemShort(double seconds, String text) {
        assertThat(Figures.seconds(seconds)).isEqualTo(text);
    }
}
