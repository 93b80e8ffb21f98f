package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.ItemVersion;
import dev.parallax.connector.cosmos.sink.Write.ItemKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ETags and versions that a writer has seen last, of the items that it has seen last. */
final class KnownItems {
    private final Map<ItemKey, State> states;

    KnownItems(int most) {
        states = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ItemKey, State> eldest) {
                return size() > most;
            }
        };
    }

    /** Null if there is none. */
    State get(ItemKey item) {
        return states.get(item);
    }

    void put(ItemKey item, String etag, ItemVersion version) {
        states.put(item, new State(etag, version));
    }

    void forget(ItemKey item) {
        states.remove(item);
    }

    /** @param version null if the item has none */
    record State(String etag, ItemVersion version) {}
}
