package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import java.math.BigDecimal;

/**
 * Temperatures as whole numbers, so that sums are exact in any order. The unit is a ninth of a millionth of a degree Celsius: a
 * degree Fahrenheit is five ninths of it, so both scales are whole up to six decimals (what is finer is rounded).
 */
final class Temperature {
    /** So many decimals has a millionth. */
    static final int DECIMALS = 6;

    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;
    private static final long UNITS_A_MILLIONTH = 9;
    private static final int SHOWN_DECIMALS = 9;

    /** Sums of 10<sup>6</sup> times a million readings still fit in a long. */
    private static final long MAX_DEGREES = 1_000_000;

    private Temperature() {}

    /**
     * @param millionths of a degree
     * @param measure {@code C} or {@code F}
     * @throws BadRecord invalid, if there is no such measure, or no such temperature
     */
    static long of(long millionths, String measure) throws BadRecord {
        if (millionths > MAX_DEGREES * MILLION || millionths < -MAX_DEGREES * MILLION) {
            throw BadRecord.invalid("The temperature is beyond a million degrees.");
        }
        if ("C".equals(measure)) {
            return millionths * 9;
        }
        if ("F".equals(measure)) {
            return (millionths - 32 * MILLION) * 5;
        }
        throw BadRecord.invalid(measure == null ? "The measure is missing." : "The measure is neither C nor F.");
    }

    /** {@code sum / count} in degrees Celsius: whole if it is, else with six to nine decimals, rounded half even. */
    static BigDecimal celsius(long sum, long count) {
        // Whole and rest apart, so that nothing is too large for a long; three numbers a row are worth it.
        long divisor = UNITS_A_MILLIONTH * count;
        long rest = Math.floorMod(sum, divisor) * THOUSAND;
        long billionths = Math.floorDiv(sum, divisor) * THOUSAND + rest / divisor;
        long twiceLost = 2 * (rest % divisor);
        if (twiceLost > divisor || twiceLost == divisor && billionths % 2 != 0) {
            billionths++;
        }
        return shortest(billionths);
    }

    private static BigDecimal shortest(long billionths) {
        if (billionths % (MILLION * THOUSAND) == 0) {
            return BigDecimal.valueOf(billionths / (MILLION * THOUSAND));
        }
        int decimals = SHOWN_DECIMALS;
        for (; decimals > DECIMALS && billionths % 10 == 0; decimals--) {
            billionths /= 10;
        }
        return BigDecimal.valueOf(billionths, decimals);
    }
}
