package dev.parallax.comparison;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowTable;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.Map;

/** A view as a table for a terminal: one row a line, by key, then by window. */
public final class ViewTable {
    private ViewTable() {}

    /** The table's lines, each with its end; empty if there are no rows. */
    public static <A> String text(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows) {
        RowTable<A> table = new RowTable<>(pipeline);
        RowKey.inOrder(rows)
                .forEach(row -> table.add(
                        row.getKey().key(),
                        row.getKey().window(),
                        row.getValue().accumulator()));
        return table.text();
    }
}
