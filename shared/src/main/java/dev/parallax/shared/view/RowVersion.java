package dev.parallax.shared.view;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;

/**
 * What a {@link StoredRecord} says of a row, without the row's key: a view of a million rows holds that once.
 *
 * @param accumulator null if the row was taken away
 */
record RowVersion<A>(Slot slot, long generation, long sequence, long contributions, A accumulator)
        implements Versioned {
    /** @param slot the row's, if need be another object than its own */
    static <A> RowVersion<A> of(StoredRecord<A> stored, ViewRow<A> row, Slot slot) {
        return new RowVersion<>(slot, stored.generation(), stored.sequence(), row.contributions(), row.accumulator());
    }

    Window window() {
        return slot.window();
    }

    boolean isRemoved() {
        return accumulator == null;
    }
}
