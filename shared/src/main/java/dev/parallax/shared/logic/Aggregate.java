package dev.parallax.shared.logic;

/**
 * How facts become an accumulator. {@code merge} is associative and commutative with {@code empty} as identity, and adding a
 * fact is the same as merging the accumulator of that fact alone: only then is a result the same however the facts were
 * split between runs.
 *
 * @param <F> the fact
 * @param <A> the accumulator, an immutable record
 */
public interface Aggregate<F, A> {
    A empty();

    A add(A accumulator, F fact);

    A merge(A one, A other);
}
