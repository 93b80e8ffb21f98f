package dev.parallax.shared.flow;

import dev.parallax.shared.model.DeadLetter;

/**
 * A dead letter on its way past the rollup into the view's transaction.
 *
 * @param key leads to some subtask
 * @param letter the dead letter
 */
record Rejected<A>(String key, DeadLetter<A> letter) implements Shuffled<A> {}
