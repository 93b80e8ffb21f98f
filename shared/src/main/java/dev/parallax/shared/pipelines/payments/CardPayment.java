package dev.parallax.shared.pipelines.payments;

import java.util.Comparator;
import java.util.Currency;

/**
 * What the rules look at of a payment.
 *
 * @param card a hash of its id, and what may be shown of it
 * @param paymentId identity of the payment
 * @param country of the merchant, two letters, as in ISO 3166
 * @param amount in minor units of the currency
 * @param currency three letters, as in ISO 4217
 * @param channel how the card was used
 * @param eventTime in milliseconds since the epoch, UTC
 */
public record CardPayment(
        String card, String paymentId, String country, long amount, String currency, Channel channel, long eventTime)
        implements AccountFact {
    /** By time, and so that none is the same as another one unless it is the same. */
    static final Comparator<CardPayment> ORDER = Comparator.comparingLong(CardPayment::eventTime)
            .thenComparing(CardPayment::paymentId)
            .thenComparing(CardPayment::country)
            .thenComparing(CardPayment::amount)
            .thenComparing(CardPayment::currency)
            .thenComparing(CardPayment::channel)
            .thenComparing(CardPayment::card);

    static CardPayment of(Payment payment) {
        return new CardPayment(
                AlertsPipeline.key(payment.cardId()),
                payment.paymentId(),
                payment.merchantCountry(),
                payment.amount(),
                payment.currency(),
                payment.channel(),
                payment.eventTime());
    }

    boolean isUnder(long units) {
        return amount < inMinorUnits(units);
    }

    boolean isOver(long units) {
        return amount > inMinorUnits(units);
    }

    private long inMinorUnits(long units) {
        for (int digits = Currency.getInstance(currency).getDefaultFractionDigits(); digits > 0; digits--) {
            units *= 10;
        }
        return units;
    }
}
