package dev.parallax.shared.view;

/**
 * Something of a view that was written more than once: the one with the greater generation counts, then the one with the greater sequence.
 */
interface Versioned {
    long generation();

    long sequence();

    /** The one of the two that counts. */
    static <V extends Versioned> V newer(V one, V other) {
        boolean outranks = other.generation() != one.generation()
                ? other.generation() > one.generation()
                : other.sequence() > one.sequence();
        return outranks ? other : one;
    }
}
