package dev.parallax.comparison.generate;

/** Identities that do not show which number they have; no two numbers have the same. */
final class ScrambledId {
    private static final long RANGE = 1_000_000_000_000L;
    /** Has no divisor in common with the range, and is small enough for a product of the two. */
    private static final long FACTOR = 7_368_787;

    private static final long OFFSET = 402_653_189_731L;

    private ScrambledId() {}

    /** A letter and twelve digits. */
    static String of(char letter, long number) {
        String digits = Long.toString((number % RANGE * FACTOR + OFFSET) % RANGE);
        return letter + "0".repeat(12 - digits.length()) + digits;
    }
}
