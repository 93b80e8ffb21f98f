package dev.parallax.shared.flow;

import dev.parallax.shared.model.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open rows that leave before the next barrier, by what they are kept and let go with: one of the {@link StateKeys} and a slot. */
final class ChangedRows {
    private final Map<Place, List<String>> keys = new LinkedHashMap<>();

    private record Place(int stateKey, Slot slot) {}

    /** Takes a row, under the state key that is the current one. */
    interface Visitor {
        void visit(RowSlot row) throws Exception;
    }

    /** Makes a state key the current one. */
    interface StateKey {
        void set(int stateKey);
    }

    void add(int stateKey, RowSlot row) {
        keys.computeIfAbsent(new Place(stateKey, row.slot()), place -> new ArrayList<>())
                .add(row.key());
    }

    /** All rows of the slot have been let go. */
    void forget(int stateKey, Slot slot) {
        keys.remove(new Place(stateKey, slot));
    }

    /** Shows those that were added since, and forgets them. */
    void drain(StateKey current, Visitor visitor) throws Exception {
        for (Map.Entry<Place, List<String>> place : keys.entrySet()) {
            current.set(place.getKey().stateKey());
            for (String key : place.getValue()) {
                visitor.visit(new RowSlot(key, place.getKey().slot()));
            }
        }
        keys.clear();
    }
}
