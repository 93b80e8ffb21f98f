package dev.parallax.shared.model;

/**
 * Everything that a job writes into a view: its rows, the evidence of what is not in them, and how far it has come. All of it
 * leaves in the same transactions, so that a reader who sees a {@link Progress} sees every row and all evidence before it.
 *
 * @param <A> the pipeline's accumulator
 */
public sealed interface ViewRecord<A> permits ViewRow, LateContribution, RepeatedEvent, DeadLetter, Progress {}
