package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.BulkWriter;

/**
 * Writes rows of a view into a table. Rows are held back until the columns are known: a removed row does not tell their names, nor a null the type of its
 * column.
 */
final class TableWriter<A> implements BulkWriter<ViewRow<A>> {
    /** Where values are still null after so many rows, their type is no longer waited for. */
    private static final int MOST_HELD_BACK = 1_000;

    private final Pipeline<?, ?, A> pipeline;
    private final Table.Beginning beginning;
    private final List<ViewRow<A>> heldBack = new ArrayList<>();
    private int results;
    private Table table;

    TableWriter(Pipeline<?, ?, A> pipeline, Table.Beginning beginning) {
        this.pipeline = pipeline;
        this.beginning = beginning;
    }

    @Override
    public void addElement(ViewRow<A> row) throws IOException {
        if (table != null) {
            table.write(named(row));
            return;
        }
        heldBack.add(row);
        if (!row.isRemoved() && (++results == MOST_HELD_BACK || !named(row).containsValue(null))) {
            begin();
        }
    }

    private void begin() throws IOException {
        List<Map<String, Object>> rows = heldBack.stream().map(this::named).toList();
        heldBack.clear();
        table = beginning.begin(rows);
        for (Map<String, Object> row : rows) {
            table.write(row);
        }
    }

    /** Each row says whether it is removed, as the last column. */
    private Map<String, Object> named(ViewRow<A> row) {
        Map<String, Object> named = NamedRow.of(pipeline, row);
        named.put(NamedRow.REMOVED, row.isRemoved());
        return named;
    }

    @Override
    public void flush() throws IOException {
        if (table != null) {
            table.flush();
        }
    }

    @Override
    public void finish() throws IOException {
        if (table == null) {
            begin();
        }
        table.finish();
    }

    /** The names of all columns of these rows, {@code removed} last. */
    static List<String> columns(List<Map<String, Object>> rows) {
        List<String> columns = new ArrayList<>(
                rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList());
        columns.remove(NamedRow.REMOVED);
        columns.add(NamedRow.REMOVED);
        return columns;
    }

    /** @throws IOException if the row has another column */
    static void requireColumns(Map<String, Object> row, List<String> columns) throws IOException {
        for (String column : row.keySet()) {
            if (!columns.contains(column)) {
                throw new IOException(
                        "A row has a value '" + column + "', which the rows before it in its file have not; they have "
                                + String.join(", ", columns) + ".");
            }
        }
    }
}
