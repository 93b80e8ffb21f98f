package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.Amount;
import dev.parallax.shared.pipelines.SortedMerge;
import java.util.Comparator;
import java.util.List;

/**
 * What was paid in one currency.
 *
 * @param currency three letters, as in ISO 4217
 * @param sum in minor units, exact
 * @param amounts those buckets that are not empty, from the lowest up
 */
public record CurrencyTotal(String currency, long sum, List<AmountBucket> amounts) {
    static final Comparator<CurrencyTotal> ORDER = Comparator.comparing(CurrencyTotal::currency);

    static CurrencyTotal of(Payment payment) {
        return new CurrencyTotal(payment.currency(), payment.amount(), List.of(AmountBucket.of(payment.amount())));
    }

    CurrencyTotal plus(CurrencyTotal same) {
        return new CurrencyTotal(
                currency,
                Math.addExact(sum, same.sum),
                SortedMerge.of(amounts, same.amounts, AmountBucket.ORDER, AmountBucket::plus));
    }

    String sumText() {
        return Amount.text(sum, currency);
    }

    /** The smallest amount than which so many percent of the payments were not larger, as the middle of its bucket. */
    String quantileText(int percent) {
        long count = amounts.stream().mapToLong(AmountBucket::count).sum();
        long left = (count * percent + 99) / 100;
        for (AmountBucket bucket : amounts) {
            left -= bucket.count();
            if (left <= 0) {
                return Amount.text(bucket.middle(), currency);
            }
        }
        throw new IllegalStateException("There is no payment in " + currency + ".");
    }
}
