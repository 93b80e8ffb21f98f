package dev.parallax.comparison.report;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private static final int MOST_DECIMALS = 4;
    private static final List<String> BYTE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Figures() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public static String count(long number, String singular, String plural) {
        return count(number) + " " + (number == 1 ? singular : plural);
    }

    /** How many there are beyond the most that are shown; empty if there are none. */
    static String excess(int number, int most) {
        return number <= most ? "" : count(number - most);
    }

    /** With as many decimals as it takes to tell it from 0 and from 100: only the exact values are called so. */
    static String percent(double percent) {
        if (percent == 0 || percent == 100) {
            return String.format(Locale.ROOT, "%.0f %%", percent);
        }
        for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++) {
            String text = String.format(Locale.ROOT, "%." + decimals + "f", percent);
            double shown = Double.parseDouble(text);
            if (shown != 0 && shown != 100) {
                return text + " %";
            }
        }
        return percent < 50 ? "<0.0001 %" : ">99.9999 %";
    }

    static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1023.95 && unit < BYTE_UNITS.size() - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, BYTE_UNITS.get(unit));
    }

    static String seconds(double seconds) {
        if (seconds < 9.995) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (seconds < 59.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60);
        }
        long minutes = Math.round(seconds / 60);
        return String.format(Locale.ROOT, "%,d h %d min", minutes / 60, minutes % 60);
    }

    /** How many times as much the first is as the second; empty if the second is nothing. */
    static String ratio(double first, double second) {
        return second == 0 ? "" : String.format(Locale.ROOT, "%.2f×", first / second);
    }
}
