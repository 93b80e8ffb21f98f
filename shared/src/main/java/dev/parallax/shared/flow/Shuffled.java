package dev.parallax.shared.flow;

/**
 * What travels from the log clock to the rollup.
 *
 * @param <A> the pipeline's accumulator
 */
sealed interface Shuffled<A> permits Share, ClockReading, Rejected {
    /** Decides which subtask gets it. */
    String key();
}
