package dev.parallax.comparison.generate;

/** Identities that do not show which number they have; no two numbers have the same. */
final class ScrambledId {
    private static final long HALF = 1_000_000;
    private static final long RANGE = HALF * HALF;

    /** Has no divisor in common with the range, and is small enough for a product of the two. */
    private static final long FACTOR = 7_368_787;

    private ScrambledId() {}

    /** A letter and twelve digits. */
    static String of(char letter, long number) {
        long scrambled = number + letter * 40_265_318_973L;
        for (int round = 0; round < 3; round++) {
            scrambled = scrambled % RANGE * FACTOR % RANGE;
            scrambled = scrambled % HALF * HALF + scrambled / HALF;
        }
        String digits = Long.toString(scrambled);
        return letter + "0".repeat(12 - digits.length()) + digits;
    }
}
