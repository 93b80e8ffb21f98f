package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowTable;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.view.RowKey;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Keeps the rows of a trigger that are shown, the first ones by key, then by window, and counts the others; prints them when the trigger is over.
 * Triggers are numbered from 1; one without rows has no number.
 *
 * @param <A> the accumulator
 */
final class ConsoleWriter<A> implements StatefulSinkWriter<ViewRow<A>, Long> {
    private static final String RULE = "-".repeat(43);

    private final Pipeline<?, ?, A> pipeline;
    private final int most;
    private final TreeMap<RowKey, ViewRow<A>> shown = new TreeMap<>();
    private long others;
    private long number;

    /** @param number of the last trigger that was printed; 0 before the first */
    ConsoleWriter(Pipeline<?, ?, A> pipeline, int most, long number) {
        this.pipeline = pipeline;
        this.most = most;
        this.number = number;
    }

    @Override
    public void write(ViewRow<A> row, Context context) {
        shown.put(new RowKey(row.key(), row.slot().window()), row);
        if (shown.size() > most) {
            shown.pollLastEntry();
            others++;
        }
    }

    /** A trigger is over at its checkpoint; the last one at the end of the input. */
    @Override
    public void flush(boolean endOfInput) {
        if (endOfInput) {
            print();
        }
    }

    @Override
    public List<Long> snapshotState(long checkpointId) {
        print();
        return List.of(number);
    }

    private void print() {
        if (shown.isEmpty()) {
            return;
        }
        number++;
        RowTable<A> table = new RowTable<>(pipeline);
        shown.forEach((place, row) -> table.add(place.key(), place.window(), row.accumulator()));
        String text = RULE + "\nTrigger: " + number + "\n" + RULE + "\n" + table.text()
                + (others == 0
                        ? ""
                        : String.format(Locale.ROOT, "and %,d more %s\n", others, others == 1 ? "row" : "rows"))
                + "\n";
        shown.clear();
        others = 0;
        // In one go, so that nothing of another task comes between.
        System.out.print(text);
        System.out.flush();
    }

    @Override
    public void close() {
        // What has not been printed belongs to a trigger that never was.
    }
}
