package dev.parallax.shared.flow;

import dev.parallax.shared.model.PartitionClock;

/**
 * Tells one rollup subtask what a partition's log clock shows.
 *
 * @param hash leads to that subtask
 * @param clock the reading
 */
record ClockReading<A>(int hash, PartitionClock clock) implements Directed<A> {}
