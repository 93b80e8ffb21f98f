package dev.parallax.shared.view;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The rows of a key that stand, of all that were written: not those that were taken away. Of sessions neither those that a newer one of the same epoch
 * touches: it has taken them in. (It takes them away, too; but not what an attempt wrote that was abandoned since.)
 */
final class NewestRows<A> {
    private final Map<Slot, RowVersion<A>> ofKey;

    NewestRows(Map<Slot, RowVersion<A>> ofKey) {
        this.ofKey = ofKey;
    }

    void forEach(BiConsumer<Slot, RowVersion<A>> collector) {
        List<Map.Entry<Slot, RowVersion<A>>> sessions = new ArrayList<>();
        ofKey.forEach((slot, row) -> {
            if (row.isRemoved()) {
                return;
            }
            if (slot.window().session()) {
                sessions.add(Map.entry(slot, row));
            } else {
                collector.accept(slot, row);
            }
        });
        if (!sessions.isEmpty()) {
            newest(sessions, collector);
        }
    }

    private void newest(List<Map.Entry<Slot, RowVersion<A>>> sessions, BiConsumer<Slot, RowVersion<A>> collector) {
        sessions.sort(Map.Entry.comparingByValue(Versioned.ORDER.reversed()));
        Map<Integer, TreeMap<Long, Window>> standing = new HashMap<>();
        for (Map.Entry<Slot, RowVersion<A>> session : sessions) {
            Slot slot = session.getKey();
            Window window = slot.window();
            TreeMap<Long, Window> ofEpoch = standing.computeIfAbsent(slot.epoch(), epoch -> new TreeMap<>());
            // None of those touches another, so only the last that begins before this one's end can touch it.
            Map.Entry<Long, Window> before = ofEpoch.floorEntry(window.end());
            if (before == null || !before.getValue().touches(window)) {
                ofEpoch.put(window.start(), window);
                collector.accept(slot, session.getValue());
            }
        }
    }
}
