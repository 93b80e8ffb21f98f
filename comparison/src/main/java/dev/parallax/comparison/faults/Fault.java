package dev.parallax.comparison.faults;

import java.math.BigDecimal;

/**
 * A fault that is wanted.
 *
 * @param target what it strikes
 * @param percent of the log's records that are fed before; above 0 and below 100
 */
public record Fault(FaultTarget target, BigDecimal percent) {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    public Fault {
        if (percent.signum() <= 0 || percent.compareTo(ALL) >= 0) {
            throw new IllegalArgumentException(
                    "A fault strikes after more than 0 % of the log and before 100 %, not at " + percent.toPlainString()
                            + " %.");
        }
    }

    /** How many of so many records are fed before it: 1 at least. */
    public long after(long records) {
        return Math.max(1, percent.multiply(BigDecimal.valueOf(records)).longValue() / 100);
    }

    /** As it is written in a specification. */
    @Override
    public String toString() {
        return target.label() + "@" + percent.toPlainString() + "%";
    }
}
