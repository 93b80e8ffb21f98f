package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;

/**
 * The state of a row.
 *
 * @param contributions how many facts are in it
 * @param accumulator theirs
 * @param copies of its events
 */
record Cell<A>(long contributions, A accumulator, Copies.InCell copies) {
    /** With further facts in it, and the copies that then count. */
    Cell<A> plus(long further, A accumulated, Copies.InCell known, Aggregate<?, A> aggregate) {
        return new Cell<>(contributions + further, aggregate.merge(accumulator, accumulated), known);
    }

    Cell<A> with(Copies.InCell known) {
        return new Cell<>(contributions, accumulator, known);
    }
}
