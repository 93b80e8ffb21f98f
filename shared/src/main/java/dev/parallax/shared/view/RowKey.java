package dev.parallax.shared.view;

import dev.parallax.shared.model.Window;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What identifies a row of a served view.
 *
 * @param key the row's key
 * @param window the row's window
 */
public record RowKey(String key, Window window) implements Comparable<RowKey> {
    /** The rows, by key, then by window. */
    public static <V> Stream<Map.Entry<RowKey, V>> inOrder(Map<RowKey, V> rows) {
        return rows.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    @Override
    public int compareTo(RowKey other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : window.compareTo(other.window);
    }
}
