package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Temperatures as whole numbers, so that sums are exact in any order. The unit is a ninth of a millionth of a degree Celsius: a
 * degree Fahrenheit is five ninths of it, so both scales are whole up to six decimals (what is finer is rounded).
 */
final class Temperature {
    /** So many decimals has a millionth. */
    static final int DECIMALS = 6;

    private static final long MILLION = 1_000_000;
    private static final long UNITS_A_DEGREE = 9 * MILLION;
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

    /** {@code sum / count} in degrees Celsius: whole if it is, else with six to nine decimals. */
    static BigDecimal celsius(long sum, long count) {
        BigDecimal celsius = BigDecimal.valueOf(sum)
                .divide(
                        BigDecimal.valueOf(UNITS_A_DEGREE).multiply(BigDecimal.valueOf(count)),
                        SHOWN_DECIMALS,
                        RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        if (celsius.scale() <= 0) {
            return celsius.setScale(0);
        }
        return celsius.scale() < DECIMALS ? celsius.setScale(DECIMALS) : celsius;
    }
}
