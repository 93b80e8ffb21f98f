package dev.parallax.shared.view;

import dev.parallax.shared.model.ViewRecord;

/**
 * A record of a view with its version. Of two rows for the same key and slot the {@linkplain Versioned#newer newer} counts.
 *
 * @param generation taken by the writer from an atomic counter of the store when it opened: a writer that was started later outranks every earlier
 *     one
 * @param sequence the writer's own count
 * @param record what was written
 */
public record StoredRecord<A>(long generation, long sequence, ViewRecord<A> record) implements Versioned {}
