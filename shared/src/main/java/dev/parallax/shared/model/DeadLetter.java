package dev.parallax.shared.model;

/**
 * A record that is no event of the pipeline.
 *
 * @param kind what is wrong with it
 * @param reason a sentence for people
 * @param source the topic or the file; null for a conflicting copy until it was looked up in the log
 * @param place where in it
 * @param bytes the record as it came; null for a conflicting copy until it was looked up in the log
 */
public record DeadLetter<A>(Kind kind, String reason, String source, Place place, byte[] bytes)
        implements ViewRecord<A> {
    /** The same, looked up in the log. */
    public DeadLetter<A> foundIn(String log, byte[] record) {
        return new DeadLetter<>(kind, reason, log, place, record);
    }

    /** What is wrong with a record. */
    public enum Kind {
        /** It cannot be read, or has no identity or time. */
        MALFORMED,
        /** It can be read, and is against the rules. */
        INVALID
    }
}
