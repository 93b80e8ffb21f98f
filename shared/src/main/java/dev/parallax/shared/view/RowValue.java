package dev.parallax.shared.view;

import dev.parallax.shared.logic.Aggregate;

/**
 * What a row of a served view holds.
 *
 * @param contributions how many facts
 * @param accumulator what they amount to
 */
public record RowValue<A>(long contributions, A accumulator) {
    /** Whether all that was in the row was taken back: then there is none. */
    public boolean isEmpty(Aggregate<?, A> aggregate) {
        return contributions == 0 && accumulator.equals(aggregate.empty());
    }

    public RowValue<A> merge(RowValue<A> other, Aggregate<?, A> aggregate) {
        return new RowValue<>(contributions + other.contributions, aggregate.merge(accumulator, other.accumulator));
    }
}
