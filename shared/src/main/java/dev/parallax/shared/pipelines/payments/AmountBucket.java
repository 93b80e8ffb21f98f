package dev.parallax.shared.pipelines.payments;

import dev.parallax.shared.pipelines.Amount;
import java.util.Comparator;
import org.HdrHistogram.Histogram;

/**
 * How many amounts lie in one of the buckets into which HdrHistogram divides all amounts: each amount below 256 has its own, and of those above each has
 * 128 between a power of two and the next one. Which bucket an amount belongs to is decided in whole numbers, by the amount alone.
 *
 * @param lowest of the amounts that belong here, in minor units
 * @param count at least 1
 */
public record AmountBucket(long lowest, long count) {
    static final Comparator<AmountBucket> ORDER = Comparator.comparingLong(AmountBucket::lowest);

    private static final int SIGNIFICANT_DIGITS = 2;

    /** Only asked where amounts belong; nothing is ever recorded in it. */
    private static final Histogram SCALE = new Histogram(Amount.MOST, SIGNIFICANT_DIGITS);

    static AmountBucket of(long amount) {
        return new AmountBucket(SCALE.lowestEquivalentValue(amount), 1);
    }

    AmountBucket plus(AmountBucket same) {
        return new AmountBucket(lowest, Math.addExact(count, same.count));
    }

    /** The amount in the middle of the bucket: from each that belongs here it is away by at most a 256th of that one. */
    long middle() {
        return SCALE.medianEquivalentValue(lowest);
    }
}
