package dev.parallax.shared.pipelines.anniversaries;

import java.util.Comparator;

/**
 * An order in its year of membership.
 *
 * @param year of which number
 * @param orderedAt in milliseconds since the epoch, UTC
 * @param times how often it was placed there, less how often it was taken back; never 0
 */
public record PlacedOrder(String orderId, long amount, String currency, long orderedAt, int year, int times) {
    static final Comparator<PlacedOrder> ORDER = Comparator.comparingLong(PlacedOrder::orderedAt)
            .thenComparing(PlacedOrder::orderId)
            .thenComparing(PlacedOrder::amount)
            .thenComparing(PlacedOrder::currency)
            .thenComparing(PlacedOrder::year);

    /** What a fact makes of its order: one more, or one less. */
    static PlacedOrder of(OrderFact fact, int year) {
        return new PlacedOrder(
                fact.orderId(), fact.amount(), fact.currency(), fact.orderedAt(), year, fact.cancelled() ? -1 : 1);
    }

    PlacedOrder plus(PlacedOrder same) {
        return new PlacedOrder(orderId, amount, currency, orderedAt, year, times + same.times);
    }

    PlacedOrder inverse() {
        return new PlacedOrder(orderId, amount, currency, orderedAt, year, -times);
    }
}
