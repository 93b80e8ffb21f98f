package dev.parallax.comparison.generate;

import java.util.SplittableRandom;

/** Chance from a seed. How the JDK draws from a range differs between its versions, so that is done here. */
final class SeededRandom {
    private final SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    long bits() {
        return random.nextLong();
    }

    /** At least 0, below 1. */
    double share() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** At least 0, below {@code bound}, which is positive and below 2^62. */
    long below(long bound) {
        return Math.multiplyHigh(bits() >>> 1, bound << 1);
    }

    int below(int bound) {
        return (int) below((long) bound);
    }

    /** At least 0, below {@code bound}; the lower, the more often: the lowest 5 % make up more than a third. */
    int skewedBelow(int bound) {
        double share = share();
        return (int) (bound * (share * share * share));
    }
}
