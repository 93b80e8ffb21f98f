package dev.parallax.comparison.anniversaries;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Of a customer who has an anniversary, what was ordered in the year of membership that just ended.
 *
 * @param timeZone the customer's
 * @param years since the customer signed up
 * @param from the first day of that year, by the customer's calendar
 * @param orders in that year
 * @param total of them, like {@code 33.10 EUR, 5.00 USD}; empty for none
 * @param largest of them in each currency, in the same form
 * @param first when it was made, UTC, in ISO-8601; empty for none
 * @param last when it was made, UTC, in ISO-8601; empty for none
 */
public record Anniversary(
        String customerId,
        String name,
        String timeZone,
        int years,
        LocalDate from,
        long orders,
        String total,
        String largest,
        String first,
        String last) {
    /** The day of the first order by the customer's calendar; empty for none. */
    public String firstDay() {
        return day(first);
    }

    /** The day of the last order by the customer's calendar; empty for none. */
    public String lastDay() {
        return day(last);
    }

    private String day(String instant) {
        return instant.isEmpty()
                ? ""
                : Instant.parse(instant)
                        .atZone(ZoneId.of(timeZone))
                        .toLocalDate()
                        .toString();
    }
}
