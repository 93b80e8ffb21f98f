package dev.parallax.shared.view;

import java.util.Comparator;

/**
 * Something of a view that was written more than once: the one with the greater generation counts, then the one with the greater sequence.
 */
interface Versioned {
    Comparator<Versioned> ORDER =
            Comparator.comparingLong(Versioned::generation).thenComparingLong(Versioned::sequence);

    long generation();

    long sequence();

    /** The one of the two that counts. */
    static <V extends Versioned> V newer(V one, V other) {
        return ORDER.compare(one, other) < 0 ? other : one;
    }
}
