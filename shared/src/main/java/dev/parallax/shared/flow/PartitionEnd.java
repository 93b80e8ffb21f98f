package dev.parallax.shared.flow;

/**
 * Tells one rollup subtask that everything of a partition stands before this, on the way that the partition's records take.
 *
 * @param hash leads to that subtask
 * @param partition which one has ended
 */
record PartitionEnd<A>(int hash, int partition) implements Directed<A> {}
