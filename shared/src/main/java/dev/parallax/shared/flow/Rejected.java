package dev.parallax.shared.flow;

import dev.parallax.shared.model.DeadLetter;

/**
 * A dead letter on its way past the rollup into the view's transaction.
 *
 * @param hash leads to some subtask
 * @param letter the dead letter
 */
record Rejected<A>(int hash, DeadLetter<A> letter) implements Directed<A> {}
