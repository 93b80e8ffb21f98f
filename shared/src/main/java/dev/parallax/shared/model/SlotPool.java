package dev.parallax.shared.model;

import java.util.HashMap;
import java.util.Map;

/** Has one object for each slot that it has met of late, for the many rows of that slot: that is smaller, and tells them to be equal without looking into them. */
public final class SlotPool {
    private static final int MOST = 1 << 14;

    private final Map<Slot, Slot> slots = new HashMap<>();

    /** The slot, as the same object as before. (Of sessions none has that of another.) */
    public Slot one(Slot slot) {
        if (slot.window().session()) {
            return slot;
        }
        Slot known = slots.get(slot);
        if (known != null) {
            return known;
        }
        if (slots.size() == MOST) {
            slots.clear();
        }
        slots.put(slot, slot);
        return slot;
    }
}
