package dev.parallax.comparison;

import dev.parallax.comparison.report.AlignedColumns;
import dev.parallax.comparison.report.VisibleText;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A view as a table for a terminal: one row a line, by key, then by window. */
public final class ViewTable {
    private ViewTable() {}

    /** The table's lines, each with its end; empty if there are no rows. */
    public static <A> String text(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows) {
        List<List<String>> lines = new ArrayList<>();
        rows.keySet().stream().sorted().forEach(row -> {
            Map<String, Object> result = pipeline.result(rows.get(row).accumulator());
            if (lines.isEmpty()) {
                lines.add(cells("key", "from", "to", result.keySet()));
            }
            lines.add(cells(
                    row.key(),
                    time(row.window(), row.window().start()),
                    time(row.window(), row.window().end()),
                    result.values()));
        });
        if (lines.isEmpty()) {
            return "";
        }
        AlignedColumns columns = new AlignedColumns(lines, Set.of(0, 1, 2));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(columns.line(line)).append('\n'));
        return text.toString();
    }

    private static String time(Window window, long millis) {
        return window.isEverything() ? "-" : Instant.ofEpochMilli(millis).toString();
    }

    private static List<String> cells(String key, String from, String to, Iterable<?> values) {
        List<String> cells = new ArrayList<>(List.of(VisibleText.of(key), from, to));
        values.forEach(value -> cells.add(VisibleText.of(String.valueOf(value))));
        return cells;
    }
}
