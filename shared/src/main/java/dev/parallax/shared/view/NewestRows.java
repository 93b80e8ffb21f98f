package dev.parallax.shared.view;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rows of a key that stand, of all that were written: not those that were taken away. Of sessions neither those that a newer one of the same epoch
 * touches: it has taken them in. (It takes them away, too; but not what an attempt wrote that was abandoned since.)
 */
final class NewestRows<A> {
    private final Map<Slot, StoredRecord<A>> ofKey;

    NewestRows(Map<Slot, StoredRecord<A>> ofKey) {
        this.ofKey = ofKey;
    }

    void forEach(Consumer<ViewRow<A>> collector) {
        List<StoredRecord<A>> sessions = new ArrayList<>();
        ofKey.forEach((slot, stored) -> {
            ViewRow<A> row = (ViewRow<A>) stored.record();
            if (row.isRemoved()) {
                return;
            }
            if (slot.window().session()) {
                sessions.add(stored);
            } else {
                collector.accept(row);
            }
        });
        if (!sessions.isEmpty()) {
            newest(sessions, collector);
        }
    }

    private void newest(List<StoredRecord<A>> sessions, Consumer<ViewRow<A>> collector) {
        sessions.sort(Comparator.<StoredRecord<A>>comparingLong(StoredRecord::generation)
                .thenComparingLong(StoredRecord::sequence)
                .reversed());
        Map<Integer, TreeMap<Long, Window>> standing = new HashMap<>();
        for (StoredRecord<A> session : sessions) {
            ViewRow<A> row = (ViewRow<A>) session.record();
            Window window = row.slot().window();
            TreeMap<Long, Window> ofEpoch = standing.computeIfAbsent(row.slot().epoch(), epoch -> new TreeMap<>());
            // None of those touches another, so only the last that begins before this one's end can touch it.
            Map.Entry<Long, Window> before = ofEpoch.floorEntry(window.end());
            if (before == null || !before.getValue().touches(window)) {
                ofEpoch.put(window.start(), window);
                collector.accept(row);
            }
        }
    }
}
