package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.Amount;
import dev.parallax.shared.pipelines.MaskedId;

/**
 * A payment with a card. As text it shows neither the account nor the whole card, so that it may be logged.
 *
 * @param paymentId identity of the event, not empty
 * @param accountId not empty
 * @param cardId not empty
 * @param merchantId not empty
 * @param merchantCountry two letters, as in ISO 3166
 * @param amount in minor units of the currency, at least 1
 * @param currency three letters, as in ISO 4217
 * @param eventTime in milliseconds since the epoch, UTC
 */
public record Payment(
        String paymentId,
        String accountId,
        String cardId,
        String merchantId,
        String merchantCountry,
        long amount,
        String currency,
        Channel channel,
        long eventTime)
        implements AccountEvent {
    @Override
    public String eventId() {
        return paymentId;
    }

    @Override
    public String toString() {
        return "Payment[" + paymentId + ", card " + MaskedId.of(cardId) + ", " + Amount.text(amount, currency) + " to "
                + merchantId + " in " + merchantCountry + ", " + channel + ", " + eventTime + "]";
    }
}
