package dev.parallax.shared.flow;

/**
 * What travels from the log clock to the rollup.
 *
 * @param <A> the pipeline's accumulator
 */
sealed interface Shuffled<A> permits Share, ForEveryKey, ClockReading, Rejected, PartitionEnd {
    /**
     * What Flink keys the stream by: it decides which subtask gets the record. Of a fixed length, because batch jobs sort by it; what has the same
     * hash and another key is told apart by the rollup.
     */
    int hash();

    /** The hash of a row's key; none of {@link SubtaskHashes}, which a batch job sorts before all others. */
    static int hashOf(String key) {
        int hash = key.hashCode();
        return SubtaskHashes.isOne(hash) ? ~hash : hash;
    }
}
