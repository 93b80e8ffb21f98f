package dev.parallax.shared.flow;

import dev.parallax.shared.model.Slot;

/**
 * What identifies a row in the rollup's state. The key of Flink's state is only a hash of the row's key.
 *
 * @param key the row's key
 * @param slot the row's slot
 */
record RowSlot(String key, Slot slot) {}
