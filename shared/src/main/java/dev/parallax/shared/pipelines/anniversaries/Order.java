package dev.parallax.shared.pipelines.anniversaries;

import dev.parallax.shared.pipelines.Amount;

/**
 * An order; or that one is cancelled, which says once more what it was.
 *
 * @param orderId not empty
 * @param customerId not empty
 * @param amount in minor units of the currency, at least 1
 * @param currency three letters, as in ISO 4217
 * @param orderedAt in milliseconds since the epoch, UTC
 * @param cancelledAt in milliseconds since the epoch, UTC; {@link #NEVER} for an order
 */
public record Order(String orderId, String customerId, long amount, String currency, long orderedAt, long cancelledAt)
        implements MemberEvent {
    public static final long NEVER = Long.MIN_VALUE;

    boolean isCancelled() {
        return cancelledAt != NEVER;
    }

    @Override
    public String eventId() {
        return isCancelled() ? orderId + " cancelled" : orderId;
    }

    @Override
    public long eventTime() {
        return isCancelled() ? cancelledAt : orderedAt;
    }

    @Override
    public String toString() {
        return "Order[" + orderId + ", " + Amount.text(amount, currency) + ", " + orderedAt
                + (isCancelled() ? ", cancelled " + cancelledAt : "") + "]";
    }
}
