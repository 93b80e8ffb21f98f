package dev.parallax.shared.model;

/**
 * Evidence: facts that are in no row because they came behind the log clock.
 *
 * @param key the key of the row in which they are missing
 * @param window its window
 * @param place the record that brought them
 * @param contributions how many facts
 * @param idle whether only a skipped idle partition made them late; else they were late by their own partition's clock
 */
public record LateContribution<A>(String key, Window window, Place place, long contributions, boolean idle)
        implements ViewRecord<A> {}
