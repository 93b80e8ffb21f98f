package dev.parallax.shared.pipelines.anniversaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Window;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Years of membership, worked out with a calendar in hand. */
class CustomerVersionTest {
    @ParameterizedTest
    @CsvSource({
        "2020-05-10, UTC, 2020-05-10T00:00:00Z, 1, the day of signing up",
        "2020-05-10, UTC, 2020-05-09T23:59:59Z, 0, the day before",
        "2020-05-10, UTC, 2021-05-09T23:59:59Z, 1, the last day of the first year",
        "2020-05-10, UTC, 2021-05-10T00:00:00Z, 2, the first anniversary",
        "2020-05-10, UTC, 2026-11-28T12:00:00Z, 7, six whole years",
        // In Berlin it is 10 May from 22:00 on the evening before, by UTC.
        "2020-05-10, Europe/Berlin, 2021-05-09T21:59:59Z, 1, summer in Berlin: 23:59:59",
        "2020-05-10, Europe/Berlin, 2021-05-09T22:00:00Z, 2, summer in Berlin: midnight",
        "2020-05-10, America/Los_Angeles, 2021-05-10T06:59:59Z, 1, summer in California: 23:59:59",
        "2020-05-10, America/Los_Angeles, 2021-05-10T07:00:00Z, 2, summer in California: midnight",
        // 26 March 2023 has 23 hours in Berlin: it begins at 23:00 by UTC and ends at 22:00.
        "2020-03-26, Europe/Berlin, 2023-03-25T22:59:59Z, 3, before the short day",
        "2020-03-26, Europe/Berlin, 2023-03-25T23:00:00Z, 4, the short day begins",
        "2020-03-27, Europe/Berlin, 2023-03-26T21:59:59Z, 3, the short day ends",
        "2020-03-27, Europe/Berlin, 2023-03-26T22:00:00Z, 4, after the short day",
        // 29 October 2023 has 25 hours: it begins at 22:00 by UTC and ends at 23:00.
        "2020-10-30, Europe/Berlin, 2023-10-29T22:59:59Z, 3, the long day ends",
        "2020-10-30, Europe/Berlin, 2023-10-29T23:00:00Z, 4, after the long day",
        // The anniversaries of 29 February.
        "2020-02-29, UTC, 2021-02-27T23:59:59Z, 1, 27 February",
        "2020-02-29, UTC, 2021-02-28T00:00:00Z, 2, 28 February of a year without a 29th",
        "2020-02-29, UTC, 2024-02-28T23:59:59Z, 4, 28 February of a leap year",
        "2020-02-29, UTC, 2024-02-29T00:00:00Z, 5, 29 February of a leap year"
    })
    void aYearOfMembershipGoesFromAnniversaryToAnniversary(
            LocalDate signedUpOn, String timeZone, Instant time, int year, String what) {
        CustomerVersion customer = new CustomerVersion("Ada", signedUpOn.toEpochDay(), timeZone, 0, 1);

        assertThat(customer.year(time.toEpochMilli())).as(what).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-05-10, 1, 2020-05-10, 2021-05-10",
        "2020-02-29, 1, 2020-02-29, 2021-02-28",
        "2020-02-29, 4, 2023-02-28, 2024-02-29",
        "2020-02-29, 5, 2024-02-29, 2025-02-28"
    })
    void itsWindowIsOfDates(LocalDate signedUpOn, int year, LocalDate from, LocalDate to) {
        CustomerVersion customer = new CustomerVersion("Ada", signedUpOn.toEpochDay(), "Asia/Tokyo", 0, 1);

        assertThat(customer.window(year)).isEqualTo(new Window(millis(from), millis(to)));
    }

    private static long millis(LocalDate date) {
        return Instant.parse(date + "T00:00:00Z").toEpochMilli();
    }
}
