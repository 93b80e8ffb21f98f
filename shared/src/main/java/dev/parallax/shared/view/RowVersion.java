package dev.parallax.shared.view;

import dev.parallax.shared.model.ViewRow;

/**
 * What a {@link StoredRecord} says of a row, without the row's key and slot: a view of a million rows holds those once.
 *
 * @param accumulator null if the row was taken away
 */
record RowVersion<A>(long generation, long sequence, long contributions, A accumulator) implements Versioned {
    static <A> RowVersion<A> of(StoredRecord<A> stored, ViewRow<A> row) {
        return new RowVersion<>(stored.generation(), stored.sequence(), row.contributions(), row.accumulator());
    }

    boolean isRemoved() {
        return accumulator == null;
    }
}
