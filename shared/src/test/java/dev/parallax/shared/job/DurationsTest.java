package dev.parallax.shared.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "10m,            PT10M",
        "1h30m,          PT1H30M",
        "500ms,          PT0.5S",
        "2d,             PT48H",
        "0s,             PT0S",
        "90s,            PT1M30S",
        "1d2h3m4s5ms,    P1DT2H3M4.005S",
        "1m1ms,          PT1M0.001S",
        "10M,            PT10M",
        "1H,             PT1H",
        "007m,           PT7M",
        "PT10M,          PT10M",
        "pt10m,          PT10M",
        "P1D,            PT24H",
        "PT0.5S,         PT0.5S",
        "+PT5M,          PT5M"
    })
    void readsDurationsAsPeopleWriteThem(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5m", "-PT5M", "PT-5M", "-1d"})
    void refusesANegativeDuration(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("A duration must not be negative: " + text + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "m",
                "10 m",
                " 10m",
                "10m ",
                "10x",
                "10min",
                "1.5h",
                "1h-30m",
                "30m1h",
                "1h1h",
                "ten minutes",
                "P",
                "PT",
                "P10",
                "PTM",
                "１０m",
                "99999999999999999999m",
                "9223372036854775807d",
                "9223372036854775807h",
                "P9223372036854775807D"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("'" + text + "' is no duration: write it like 10m, 1h30m, 500ms or PT10M.");
    }

    /** All of Parallax counts in milliseconds. */
    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807s", "106751991168d", "PT9223372036854775807S"})
    void refusesADurationOfMoreMillisecondsThanCanBeCounted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessageContaining(text);
    }
}
