package dev.parallax.shared.flow;

import dev.parallax.shared.model.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyedStateBackend;

/** The open rows that leave before the next barrier, by what they are kept and let go with: one of the {@link StateKeys}, the current one, and a slot. */
final class ChangedRows {
    private final KeyedStateBackend<Integer> backend;
    private final Map<Place, List<String>> keys = new LinkedHashMap<>();

    private record Place(int stateKey, Slot slot) {}

    /** Takes a row, under the state key that is the current one. */
    interface Visitor {
        void visit(RowSlot row) throws Exception;
    }

    ChangedRows(KeyedStateBackend<Integer> backend) {
        this.backend = backend;
    }

    private Place here(Slot slot) {
        return new Place(backend.getCurrentKey(), slot);
    }

    /**
     * The row must not be among them.
     *
     * @return whether another one of its place is
     */
    boolean addBesideAnother(RowSlot row) {
        List<String> here = keys.computeIfAbsent(here(row.slot()), place -> new ArrayList<>());
        here.add(row.key());
        return here.size() > 1;
    }

    /** The row, which was added since, has been let go. */
    void forget(RowSlot row) {
        keys.get(here(row.slot())).remove(row.key());
    }

    /** All rows of the slot have been let go. */
    void forget(Slot slot) {
        keys.remove(here(slot));
    }

    /** Shows those that were added since, and forgets them. */
    void drain(Visitor visitor) throws Exception {
        for (Map.Entry<Place, List<String>> place : keys.entrySet()) {
            backend.setCurrentKey(place.getKey().stateKey());
            for (String key : place.getValue()) {
                visitor.visit(new RowSlot(key, place.getKey().slot()));
            }
        }
        keys.clear();
    }
}
