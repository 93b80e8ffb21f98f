package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.SortedMerge;
import java.util.List;

/**
 * The accumulator of the merchants pipeline.
 *
 * @param count how many payments
 * @param cards with which they were made
 * @param currencies in which they were made, by their letters
 */
public record MerchantTotals(long count, DistinctCards cards, List<CurrencyTotal> currencies) {
    static final MerchantTotals NONE = new MerchantTotals(0, DistinctCards.NONE, List.of());

    MerchantTotals plus(Payment payment) {
        return plus(new MerchantTotals(1, DistinctCards.of(payment.cardId()), List.of(CurrencyTotal.of(payment))));
    }

    MerchantTotals plus(MerchantTotals other) {
        return new MerchantTotals(
                count + other.count,
                cards.plus(other.cards),
                SortedMerge.of(currencies, other.currencies, CurrencyTotal.ORDER, CurrencyTotal::plus));
    }
}
