package dev.parallax.comparison.shell;

import dev.parallax.comparison.ViewTable;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came out of a run, when all events had been read and all windows closed. */
public final class NotebookView<A> {
    private final Pipeline<?, ?, A> pipeline;
    private final Map<RowKey, RowValue<A>> rows;
    private final List<LateContribution<A>> late;
    private final List<DeadLetter<A>> deadLetters;

    NotebookView(
            Pipeline<?, ?, A> pipeline,
            Map<RowKey, RowValue<A>> rows,
            List<LateContribution<A>> late,
            List<DeadLetter<A>> deadLetters) {
        this.pipeline = pipeline;
        this.rows = new TreeMap<>(rows);
        this.late = List.copyOf(late);
        this.deadLetters = List.copyOf(deadLetters);
    }

    /** The rows by key, then by window: {@code key}, {@code windowStart}, {@code windowEnd}, and the pipeline's results. */
    public List<Map<String, Object>> rows() {
        return rows.entrySet().stream()
                .map(row -> NamedRow.of(
                        pipeline,
                        row.getKey().key(),
                        row.getKey().window(),
                        row.getValue().accumulator()))
                .toList();
    }

    /** The facts that are in no row because they came behind the log clock. */
    public List<LateContribution<A>> late() {
        return late;
    }

    /** The records that are no events. */
    public List<DeadLetter<A>> deadLetters() {
        return deadLetters;
    }

    /** For people, with its lines' ends. */
    String table() {
        return ViewTable.text(pipeline, rows) + this + "\n";
    }

    @Override
    public String toString() {
        return pipeline.name() + ": " + count(rows.size(), "row") + ", " + count(late.size(), "late contribution")
                + ", " + count(deadLetters.size(), "dead letter");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
