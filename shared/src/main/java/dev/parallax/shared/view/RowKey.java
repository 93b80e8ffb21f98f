package dev.parallax.shared.view;

import dev.parallax.shared.model.Window;

/**
 * What identifies a row of a served view.
 *
 * @param key the row's key
 * @param window the row's window
 */
public record RowKey(String key, Window window) implements Comparable<RowKey> {
    @Override
    public int compareTo(RowKey other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : window.compareTo(other.window);
    }
}
