package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.StoredRecord;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Records of a view as its reader finds them: in the order of the list, by one writer. */
record ListedRecords<A>(List<ViewRecord<A>> records) implements ViewReader<A> {
    /** What a reader of the view sees, all epochs together. */
    static <A> Map<String, Map<Window, A>> served(List<ViewRecord<A>> records, Aggregate<?, A> aggregate) {
        Map<String, Map<Window, A>> rows = new TreeMap<>();
        View.now(new ListedRecords<>(records))
                .rows(aggregate)
                .forEach((row, value) ->
                        rows.computeIfAbsent(row.key(), key -> new TreeMap<>()).put(row.window(), value.accumulator()));
        return rows;
    }

    @Override
    public void poll(Duration patience, Consumer<StoredRecord<A>> collector) {
        read(collector);
    }

    @Override
    public boolean isFollowing() {
        return true;
    }

    @Override
    public boolean read(Consumer<StoredRecord<A>> collector) {
        for (int i = 0; i < records.size(); i++) {
            collector.accept(new StoredRecord<>(1, i, records.get(i)));
        }
        return true;
    }

    @Override
    public void close() {
        // a list
    }
}
