package dev.parallax.comparison.anniversaries;

import java.time.LocalDate;

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
        String last) {}
