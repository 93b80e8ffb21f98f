package dev.parallax.shared.view;

import dev.parallax.shared.model.Window;
import java.util.Comparator;

/**
 * What identifies a row of a served view.
 *
 * @param key the row's key
 * @param window the row's window
 */
public record RowKey(String key, Window window) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER =
            Comparator.comparing(RowKey::key).thenComparing(RowKey::window);

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }
}
