package dev.parallax.shared.flow;

/**
 * What is no row's: the way it takes was chosen for it.
 *
 * @param <A> the pipeline's accumulator
 */
sealed interface Directed<A> extends Shuffled<A> permits ForEveryKey, ClockReading, Rejected, PartitionEnd {
    /** Leads to a subtask. */
    int hash();

    @Override
    default int key(StateKeys keys) {
        return hash();
    }
}
