package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;

/**
 * The state of a row.
 *
 * @param contributions how many facts are in it
 * @param accumulator theirs
 * @param copies of its events
 * @param changed whether it is among the rows that leave before the next barrier: so there is none in a checkpoint
 */
record Cell<A>(long contributions, A accumulator, Copies.InCell copies, boolean changed) {
    /** With further facts in it, and the copies that then count. */
    Cell<A> plus(long further, A accumulated, Copies.InCell known, boolean changes, Aggregate<?, A> aggregate) {
        return new Cell<>(contributions + further, aggregate.merge(accumulator, accumulated), known, changes);
    }

    Cell<A> with(Copies.InCell known) {
        return new Cell<>(contributions, accumulator, known, changed);
    }

    Cell<A> unchanged() {
        return new Cell<>(contributions, accumulator, copies, false);
    }
}
