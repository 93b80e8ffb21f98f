package dev.parallax.shared.flow;

/**
 * Tells one rollup subtask that everything of the archive stands before this, on the way that the archive's records take.
 *
 * @param hash leads to that subtask
 */
record ArchiveEnd<A>(int hash) implements Shuffled<A> {}
