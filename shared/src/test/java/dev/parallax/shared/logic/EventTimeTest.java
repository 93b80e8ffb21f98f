package dev.parallax.shared.logic;

import static dev.parallax.shared.logic.Rejections.assertMalformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2023-01-05 11:13:53.643364,   2023-01-05T11:13:53.643Z",
        "2023-01-05T11:13:53.643364,   2023-01-05T11:13:53.643Z",
        "2023-01-05 11:13:53.643364Z,  2023-01-05T11:13:53.643Z",
        "2023-01-05T11:13:53.643364Z,  2023-01-05T11:13:53.643Z",
        "2023-01-05T11:13:53Z,         2023-01-05T11:13:53Z",
        "1970-01-01 00:00:00,          1970-01-01T00:00:00Z",
        "2024-02-29 23:59:59.999,      2024-02-29T23:59:59.999Z",
        "2000-02-29 00:00:00,          2000-02-29T00:00:00Z",
        "0000-01-01 00:00:00,          0000-01-01T00:00:00Z",
        "9999-12-31 23:59:59.999999999, 9999-12-31T23:59:59.999Z"
    })
    void readsTimes(String text, Instant time) throws BadRecord {
        assertThat(EventTime.parse(text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "2023-01-05 11:13:53,           0",
        "2023-01-05 11:13:53.6,         600",
        "2023-01-05 11:13:53.06,        60",
        "2023-01-05 11:13:53.643,       643",
        "2023-01-05 11:13:53.6439,      643",
        "2023-01-05 11:13:53.64399,     643",
        "2023-01-05 11:13:53.643999,    643",
        "2023-01-05 11:13:53.0009999,   0",
        "2023-01-05 11:13:53.99999999,  999",
        "2023-01-05 11:13:53.999999999, 999"
    })
    void cutsOffWhatIsFinerThanAMillisecond(String text, long millis) throws BadRecord {
        long second = Instant.parse("2023-01-05T11:13:53Z").toEpochMilli();

        assertThat(EventTime.parse(text) - second).isEqualTo(millis);
    }

    /** One millisecond before the epoch is -1: the fraction counts upwards there too. */
    @ParameterizedTest
    @CsvSource({
        "1969-12-31 23:59:59.999,    -1",
        "1969-12-31 23:59:59.999999, -1",
        "1969-12-31 23:59:59.1,      -900",
        "1969-12-31 00:00:00,        -86400000",
        "1960-02-29 00:00:00.000001, -310521600000"
    })
    void readsTimesBeforeTheEpoch(String text, long millis) throws BadRecord {
        assertThat(EventTime.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "garbage",
                "2023-01-05",
                "2023-01-05 11:13",
                "2023-01-05 11:13:5",
                "2023-01-05 11:13:53.",
                "2023-01-05 11:13:53.Z",
                "2023-01-05 11:13:53.1234567891",
                "2023-01-05 11:13:53.12a",
                "2023-01-05 11:13:53,123",
                "2023-01-05 11:13:53ZZ",
                "2023-01-05 11:13:53z",
                "2023-01-05 11:13:53 Z",
                "2023-01-05 11:13:53+00:00",
                " 2023-01-05 11:13:53",
                "2023-01-05t11:13:53",
                "2023/01/05 11:13:53",
                "2023-1-5 11:13:53.000",
                "+2023-01-05 11:13:53",
                "-023-01-05 11:13:53",
                "2023-13-05 11:13:53",
                "2023-00-05 11:13:53",
                "2023-01-32 11:13:53",
                "2023-01-00 11:13:53",
                "2023-04-31 11:13:53",
                "2023-02-29 11:13:53",
                "1900-02-29 11:13:53",
                "2023-01-05 24:00:00",
                "2023-01-05 11:60:00",
                "2023-01-05 11:13:60",
                "2023-01-05 -1:13:53",
                "２０２３-01-05 11:13:53",
                "1672917233643"
            })
    void anythingElseIsMalformed(String text) {
        assertMalformed(() -> EventTime.parse(text)).contains("'" + text + "'");
    }

    @Test
    void aMissingTimeIsMalformed() {
        assertMalformed(() -> EventTime.parse(null)).isEqualTo("The event time is missing.");
    }

    @Test
    void showsOnlyTheBeginningOfALongText() {
        assertMalformed(() -> EventTime.parse("x".repeat(1_000_000))).hasSizeLessThan(200);
    }
}
