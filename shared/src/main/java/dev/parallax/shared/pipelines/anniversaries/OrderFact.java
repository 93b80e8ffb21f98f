package dev.parallax.shared.pipelines.anniversaries;

import java.util.Comparator;

/**
 * An order, or that one is cancelled.
 *
 * @param orderId identity of the order
 * @param amount in minor units of the currency
 * @param currency three letters, as in ISO 4217
 * @param orderedAt in milliseconds since the epoch, UTC
 * @param cancelled whether it is no more
 */
public record OrderFact(String orderId, long amount, String currency, long orderedAt, boolean cancelled)
        implements MemberFact {
    static final Comparator<OrderFact> ORDER = Comparator.comparingLong(OrderFact::orderedAt)
            .thenComparing(OrderFact::orderId)
            .thenComparing(OrderFact::amount)
            .thenComparing(OrderFact::currency)
            .thenComparing(OrderFact::cancelled);

    static OrderFact of(Order order) {
        return new OrderFact(order.orderId(), order.amount(), order.currency(), order.orderedAt(), order.isCancelled());
    }
}
