package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GeneratorSettingsTest {
    private static final GeneratorSettings DEFAULTS = GeneratorSettings.defaults("devices");
    private static final Duration NEGATIVE = Duration.ofMillis(-1);

    @Test
    void theDefaultsAreThoseThatAreDocumented() {
        assertThat(DEFAULTS)
                .isEqualTo(new GeneratorSettings(
                        "devices",
                        1,
                        20_000,
                        200,
                        Instant.parse("2023-01-05T08:00:00Z"),
                        Duration.ofHours(8),
                        Duration.ofMinutes(2),
                        0.01,
                        Duration.ofHours(1),
                        0.01,
                        0.005,
                        null));
    }

    @Test
    void eachSettingCanBeReplaced() {
        GeneratorSettings other = new GeneratorSettings(
                "devices",
                2,
                3,
                4,
                Instant.parse("2024-04-09T12:00:00Z"),
                Duration.ofHours(5),
                Duration.ofMinutes(6),
                0.07,
                Duration.ofHours(8),
                0.09,
                0.1,
                1.2);

        assertThat(DEFAULTS.withSeed(2)
                        .withEvents(3)
                        .withCustomers(4)
                        .withStart(Instant.parse("2024-04-09T12:00:00Z"))
                        .withSpan(Duration.ofHours(5))
                        .withDisorder(Duration.ofMinutes(6))
                        .withLateShare(0.07)
                        .withLateBy(Duration.ofHours(8))
                        .withDuplicateShare(0.09)
                        .withMalformedShare(0.1)
                        .withSkew(1.2))
                .isEqualTo(other);
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheNameOfItsOption() {
        assertRefused(() -> DEFAULTS.withEvents(0), "--events must be at least 1, not 0.");
        assertRefused(() -> DEFAULTS.withCustomers(-3), "--customers must be at least 1, not -3.");
        assertRefused(() -> DEFAULTS.withSpan(Duration.ZERO), "--span must be longer than 0.");
        assertRefused(() -> DEFAULTS.withSpan(NEGATIVE), "--span must be longer than 0.");
        assertRefused(() -> DEFAULTS.withDisorder(NEGATIVE), "--disorder must not be negative.");
        assertRefused(() -> DEFAULTS.withLateShare(1.5), "--late-share must be between 0 and 1, not 1.5.");
        assertRefused(() -> DEFAULTS.withLateShare(Double.NaN), "--late-share must be between 0 and 1, not NaN.");
        assertRefused(() -> DEFAULTS.withLateBy(Duration.ZERO), "--late-by must be longer than 0.");
        assertRefused(() -> DEFAULTS.withLateBy(NEGATIVE), "--late-by must be longer than 0.");
        assertRefused(() -> DEFAULTS.withDuplicateShare(-0.1), "--duplicate-share must be between 0 and 1, not -0.1.");
        assertRefused(
                () -> DEFAULTS.withMalformedShare(0.6),
                "--malformed-share must be between 0 and 0.5, because as many events again are invalid, not 0.6.");
        assertRefused(() -> DEFAULTS.withSkew(-1.0), "--skew must be between 0 and 10, not -1.0.");
        assertRefused(() -> DEFAULTS.withSkew(Double.NaN), "--skew must be between 0 and 10, not NaN.");
    }

    @Test
    void timesThatCannotBeWrittenAreRefused() {
        String sentence =
                "--start, --span, --disorder and --late-by must leave all event times between the years 1 and 9999.";
        assertRefused(() -> DEFAULTS.withStart(Instant.parse("0001-01-01T00:00:00Z")), sentence);
        assertRefused(() -> DEFAULTS.withStart(Instant.parse("9999-12-31T23:00:00Z")), sentence);
        assertRefused(() -> DEFAULTS.withStart(Instant.MAX), sentence);
        assertRefused(() -> DEFAULTS.withSpan(Duration.ofSeconds(Long.MAX_VALUE)), sentence);
        assertRefused(() -> DEFAULTS.withDisorder(Duration.ofDays(1_000_000)), sentence);
        assertRefused(() -> DEFAULTS.withLateBy(Duration.ofSeconds(Long.MAX_VALUE)), sentence);
    }

    @Test
    void theEndsOfTheRangesAreAccepted() {
        assertThatCode(() -> DEFAULTS.withEvents(1)
                        .withCustomers(1)
                        .withSpan(Duration.ofNanos(1))
                        .withDisorder(Duration.ZERO)
                        .withLateShare(1)
                        .withLateBy(Duration.ofNanos(1))
                        .withDuplicateShare(1)
                        .withMalformedShare(0.5))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(ThrowingCallable settings, String sentence) {
        assertThatThrownBy(settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
