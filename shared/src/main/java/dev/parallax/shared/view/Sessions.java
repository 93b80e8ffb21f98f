package dev.parallax.shared.view;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.model.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts together sessions that were computed apart. */
public final class Sessions {
    private Sessions() {}

    /**
     * The rows with those of a key whose sessions touch as one, that spans them all; other windows as they are. So a session that spans two epochs is
     * one, and two that a third one from another epoch bridges. Where there are sessions, what is returned is in order.
     *
     * @param rows may be changed, and be what is returned
     */
    public static <A> Map<RowKey, RowValue<A>> joined(Map<RowKey, RowValue<A>> rows, Aggregate<?, A> aggregate) {
        List<RowKey> sessions = rows.keySet().stream()
                .filter(row -> row.window().session())
                .sorted()
                .toList();
        if (sessions.isEmpty()) {
            return rows;
        }
        Map<RowKey, RowValue<A>> joined = new TreeMap<>(rows);
        RowKey current = null;
        for (RowKey next : sessions) {
            if (current == null || !current.key().equals(next.key()) || !touch(current, next)) {
                current = next;
                continue;
            }
            Window window = current.window().joined(next.window());
            RowValue<A> value = joined.remove(current).merge(joined.remove(next), aggregate);
            current = new RowKey(current.key(), window);
            joined.put(current, value);
        }
        return joined;
    }

    private static boolean touch(RowKey one, RowKey other) {
        return one.window().touches(other.window());
    }
}
