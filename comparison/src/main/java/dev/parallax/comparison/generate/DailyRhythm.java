package dev.parallax.comparison.generate;

/** Spreads what happens over a span as people do: little at night, most at noon and in the evening. Hours are of UTC. */
final class DailyRhythm {
    private static final int[] BY_HOUR = {
        4, 3, 2, 2, 2, 3, 6, 10, 14, 17, 19, 21, 24, 22, 19, 18, 20, 24, 26, 25, 20, 15, 10, 6
    };
    private static final int A_DAY = 332;
    private static final int MOST_AN_HOUR = 26;
    private static final long MICROS_AN_HOUR = 3_600_000_000L;
    private static final long MICROS_A_DAY = 24 * MICROS_AN_HOUR;

    private final long midnight;
    private final double first;
    private final double all;

    /** @param start in microseconds since the epoch */
    DailyRhythm(long start, long span) {
        this.midnight = Math.floorDiv(start, MICROS_A_DAY) * MICROS_A_DAY;
        this.first = before(start - midnight);
        this.all = before(start - midnight + span) - first;
    }

    /** When the given share of everything has happened, in microseconds since the epoch. Beyond 1 it goes on behind the span. */
    long at(double share) {
        double target = first + share * all;
        long days = (long) (target / A_DAY);
        double left = target - (double) days * A_DAY;
        int hour = 0;
        while (hour < 23 && left >= BY_HOUR[hour]) {
            left -= BY_HOUR[hour++];
        }
        return midnight + days * MICROS_A_DAY + hour * MICROS_AN_HOUR + (long) (left / BY_HOUR[hour] * MICROS_AN_HOUR);
    }

    /** How much of everything happens at most in so many microseconds. */
    double mostIn(long micros) {
        return Math.min(1, (double) micros / MICROS_AN_HOUR * MOST_AN_HOUR / all);
    }

    /** How much happens from the first midnight until so many microseconds later. */
    private static double before(long micros) {
        double sum = (double) (micros / MICROS_A_DAY) * A_DAY;
        long ofDay = micros % MICROS_A_DAY;
        int hour = (int) (ofDay / MICROS_AN_HOUR);
        for (int i = 0; i < hour; i++) {
            sum += BY_HOUR[i];
        }
        return sum + (double) (ofDay % MICROS_AN_HOUR) / MICROS_AN_HOUR * BY_HOUR[hour];
    }
}
