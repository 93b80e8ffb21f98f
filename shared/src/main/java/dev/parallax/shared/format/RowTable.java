package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Rows as a table for a terminal, one a line, in the order in which they are added; what events brought is made visible.
 *
 * @param <A> the accumulator
 */
public final class RowTable<A> {
    private static final List<String> PLACE = List.of("key", "from", "to");
    private static final String REMOVED = "removed";

    private final Pipeline<?, ?, A> pipeline;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    public RowTable(Pipeline<?, ?, A> pipeline) {
        this.pipeline = pipeline;
    }

    /** @param results what the row shows by name; null if it was removed */
    private record Line(String key, Window window, Map<String, Object> results) {}

    /** @param accumulator null for a row that was removed: it is shown as such */
    public void add(String key, Window window, A accumulator) {
        Map<String, Object> results = accumulator == null ? null : pipeline.result(accumulator);
        if (results != null) {
            names.addAll(results.keySet());
        }
        lines.add(new Line(key, window, results));
    }

    /** The table's lines below a line with names, each with its end; empty if there are no rows. */
    public String text() {
        if (lines.isEmpty()) {
            return "";
        }
        // Where all rows are removed, there is nothing whose names could be told.
        Set<String> columnNames = names.isEmpty() ? Set.of("") : names;
        List<List<String>> cells = new ArrayList<>();
        cells.add(cells(PLACE, columnNames));
        lines.forEach(line -> cells.add(cells(line, columnNames)));
        AlignedColumns columns = new AlignedColumns(cells, Set.of(0, 1, 2));
        StringBuilder text = new StringBuilder();
        cells.forEach(line -> text.append(columns.line(line).stripTrailing()).append('\n'));
        return text.toString();
    }

    private static List<String> cells(Line line, Set<String> columnNames) {
        List<String> results = new ArrayList<>();
        for (String name : columnNames) {
            results.add(
                    line.results() != null
                            ? String.valueOf(line.results().getOrDefault(name, ""))
                            : results.isEmpty() ? REMOVED : "");
        }
        return cells(
                List.of(
                        line.key(),
                        time(line.window(), line.window().start()),
                        time(line.window(), line.window().end())),
                results);
    }

    private static List<String> cells(List<String> place, Iterable<String> results) {
        List<String> cells = new ArrayList<>();
        place.forEach(value -> cells.add(VisibleText.of(value)));
        results.forEach(value -> cells.add(VisibleText.of(value)));
        return cells;
    }

    private static String time(Window window, long millis) {
        return Objects.requireNonNullElse(NamedRow.time(window, millis), "-");
    }
}
