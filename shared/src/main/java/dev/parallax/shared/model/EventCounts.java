package dev.parallax.shared.model;

/**
 * Events, each counted once however many rows it touches.
 *
 * @param accepted counted in the view
 * @param duplicates further copies of accepted ones
 * @param conflicting further copies that say something else
 * @param facts what the accepted ones gave, each counted once however many windows it lies in
 */
public record EventCounts(long accepted, long duplicates, long conflicting, long facts) {
    public static final EventCounts NONE = new EventCounts(0, 0, 0, 0);

    public EventCounts plus(EventCounts other) {
        return new EventCounts(
                accepted + other.accepted,
                duplicates + other.duplicates,
                conflicting + other.conflicting,
                facts + other.facts);
    }
}
