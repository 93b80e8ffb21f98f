package dev.parallax.benchmarks;

import java.util.Locale;

/**
 * How many readings an input has, about: an event has two.
 *
 * @param readings more than 0
 */
record Size(long readings) implements Comparable<Size> {
    /** Reads {@code 500000}, {@code 500k} or {@code 0.5M}. */
    static Size parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        double unit = lower.endsWith("k") ? 1e3 : lower.endsWith("m") ? 1e6 : 1;
        String number = unit == 1 ? lower : lower.substring(0, lower.length() - 1);
        try {
            long readings = Math.round(Double.parseDouble(number) * unit);
            if (readings > 0) {
                return new Size(readings);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + text + "' is no size: write it like 500k, 2M or 100.");
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(readings, other.readings);
    }

    @Override
    public String toString() {
        if (readings < 1000) {
            return Long.toString(readings);
        }
        return readings < 1_000_000 ? trimmed(readings / 1e3) + "k" : trimmed(readings / 1e6) + "M";
    }

    private static String trimmed(double number) {
        return String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "");
    }
}
