package dev.parallax.shared.flow;

/**
 * What travels from the log clock to the rollup.
 *
 * @param <A> the pipeline's accumulator
 */
sealed interface Shuffled<A> permits Share, Directed, Packed {
    /** What Flink keys the stream by: it decides which subtask gets the record, and under what the state of its row is kept. */
    int key(StateKeys keys);
}
