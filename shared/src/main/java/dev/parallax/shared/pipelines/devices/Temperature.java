package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Temperatures as whole numbers, so that sums are exact in any order. The unit is a ninth of a millionth of a degree Celsius: a
 * degree Fahrenheit is five ninths of it, so both scales are whole up to six decimals (what is finer is rounded).
 */
final class Temperature {
    private static final int DECIMALS = 6;
    private static final long MILLION = 1_000_000;
    private static final long UNITS_A_DEGREE = 9 * MILLION;
    private static final int SHOWN_DECIMALS = 9;

    /** Sums of 10<sup>6</sup> times a million readings still fit in a long. */
    private static final long MAX_DEGREES = 1_000_000;

    private Temperature() {}

    /**
     * @param degrees the number as the event gives it
     * @param measure {@code C} or {@code F}
     * @throws BadRecord invalid, if there is no such measure, or no such temperature
     */
    static long of(BigDecimal degrees, String measure) throws BadRecord {
        // The magnitude first: a number like 1e999999999 must not be written out.
        long integerDigits = (long) degrees.precision() - degrees.scale();
        if (degrees.signum() != 0 && integerDigits > 7) {
            throw BadRecord.invalid("The temperature is beyond a million degrees.");
        }
        long millionths = degrees.signum() == 0 || integerDigits < -DECIMALS
                ? 0
                : degrees.movePointRight(DECIMALS)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
        if (Math.abs(millionths) > MAX_DEGREES * MILLION) {
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
