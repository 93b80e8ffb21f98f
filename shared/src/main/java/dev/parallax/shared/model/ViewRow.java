package dev.parallax.shared.model;

/**
 * A row of a view; a later one for the same key and slot replaces it.
 *
 * @param key the row's key, not null
 * @param slot the window, and the epoch whose share of it this is
 * @param contributions how many facts the accumulator holds
 * @param accumulator what the pipeline computed, not null
 */
public record ViewRow<A>(String key, Slot slot, long contributions, A accumulator) implements ViewRecord<A> {}
