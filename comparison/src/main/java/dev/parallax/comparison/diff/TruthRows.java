package dev.parallax.comparison.diff;

import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which row of the truth something belongs to. A served view may hold less of a session than the truth, or the parts that are left of it: all of them, and the
 * facts that are missing between them, lie within the one session that the truth has.
 */
final class TruthRows {
    private final Map<String, TreeMap<Long, RowKey>> sessions = new HashMap<>();

    TruthRows(Set<RowKey> truth) {
        for (RowKey row : truth) {
            if (row.window().session()) {
                sessions.computeIfAbsent(row.key(), key -> new TreeMap<>())
                        .put(row.window().start(), row);
            }
        }
    }

    /** The truth's session that {@code row} is a part of; {@code row} itself if there is none, and for windows that are no sessions. */
    RowKey holding(RowKey row) {
        Window window = row.window();
        if (!window.session() || !sessions.containsKey(row.key())) {
            return row;
        }
        Map.Entry<Long, RowKey> before = sessions.get(row.key()).floorEntry(window.start());
        return before != null && before.getValue().window().contains(window) ? before.getValue() : row;
    }
}
