package dev.parallax.shared.flow;

import dev.parallax.shared.model.PartitionClock;

/**
 * Tells one rollup subtask what a partition's log clock shows.
 *
 * @param key leads to that subtask
 * @param clock the reading
 */
record ClockReading<A>(String key, PartitionClock clock) implements Shuffled<A> {}
