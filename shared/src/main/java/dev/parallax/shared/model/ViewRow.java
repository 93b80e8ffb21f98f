package dev.parallax.shared.model;

/**
 * A row of a view; a later one for the same key and slot replaces it.
 *
 * @param key the row's key, not null
 * @param slot the window, and the epoch whose share of it this is
 * @param contributions how many facts the accumulator holds; 0 if the row is removed
 * @param accumulator what the pipeline computed; null if the row is removed
 */
public record ViewRow<A>(String key, Slot slot, long contributions, A accumulator) implements ViewRecord<A> {
    /** Takes away the row of that key and slot: another one holds what was in it. */
    public static <A> ViewRow<A> removed(String key, Slot slot) {
        return new ViewRow<>(key, slot, 0, null);
    }

    public boolean isRemoved() {
        return accumulator == null;
    }
}
