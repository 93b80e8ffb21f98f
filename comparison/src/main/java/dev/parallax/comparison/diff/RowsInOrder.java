package dev.parallax.comparison.diff;

import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.Iterator;
import java.util.Map;

/**
 * Rows that are asked for one after the other. Two views have nearly the same rows, mostly in the same order: then the next one is the one that is asked for, and need
 * not be looked up, which is to wait for memory.
 */
final class RowsInOrder<A> {
    private final Map<RowKey, RowValue<A>> rows;
    private final Iterator<Map.Entry<RowKey, RowValue<A>>> rest;
    private Map.Entry<RowKey, RowValue<A>> next;

    RowsInOrder(Map<RowKey, RowValue<A>> rows) {
        this.rows = rows;
        this.rest = rows.entrySet().iterator();
        advance();
    }

    private void advance() {
        next = rest.hasNext() ? rest.next() : null;
    }

    /** The row, wherever it is; null if there is none. */
    RowValue<A> get(RowKey row) {
        while (next != null && next.getKey().compareTo(row) < 0) {
            advance();
        }
        if (next == null || !next.getKey().equals(row)) {
            return rows.get(row);
        }
        RowValue<A> found = next.getValue();
        advance();
        return found;
    }
}
