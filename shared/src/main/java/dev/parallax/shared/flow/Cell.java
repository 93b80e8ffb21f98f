package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;

/**
 * The state of a row.
 *
 * @param contributions how many facts are in it
 * @param accumulator theirs
 * @param copies of its events
 * @param changedAfter how many barriers there had been when it last changed. If there are no more by now, it is among the rows that leave before the next: a number rather than a
 *     mark, which somebody would have to take off again
 */
record Cell<A>(long contributions, A accumulator, Copies.InCell copies, long changedAfter) {
    /** With further facts in it, the copies that then count, and how many barriers there have been. */
    Cell<A> plus(long further, A accumulated, Copies.InCell known, long barriers, Aggregate<?, A> aggregate) {
        return new Cell<>(contributions + further, aggregate.merge(accumulator, accumulated), known, barriers);
    }

    Cell<A> with(Copies.InCell known) {
        return new Cell<>(contributions, accumulator, known, changedAfter);
    }
}
