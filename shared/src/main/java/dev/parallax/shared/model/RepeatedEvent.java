package dev.parallax.shared.model;

/**
 * Evidence of the truth: a further copy of an event that the row already holds. An event with {@code n} copies has
 * {@code n - 1} of these for each of its rows, all with the same {@code first}.
 *
 * @param eventId what the copies have in common
 * @param key the row's key
 * @param window the row's window
 * @param first the copy that counts: the first by partition and offset
 * @param copy the further copy
 * @param contributions how many facts the copy would have brought
 * @param firstContent fingerprint of what the first says
 * @param content fingerprint of what the copy says
 */
public record RepeatedEvent<A>(
        String eventId,
        String key,
        Window window,
        Place first,
        Place copy,
        long contributions,
        int firstContent,
        int content)
        implements ViewRecord<A> {
    /** Whether the copy says something else than the first: then it is a dead letter, not a duplicate. */
    public boolean conflicting() {
        return content != firstContent;
    }
}
