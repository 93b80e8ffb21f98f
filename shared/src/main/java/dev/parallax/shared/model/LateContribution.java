package dev.parallax.shared.model;

/**
 * Evidence: facts that are in no row because they came behind the log clock; or that are in theirs, and may show less than they should.
 *
 * @param key the key of the row in which they are missing
 * @param window its window; of a session, the part that these facts alone would be
 * @param place the record that brought them
 * @param contributions how many facts are in no row
 * @param kind what made them late
 * @param reach how long after the window, in milliseconds, rows of that key may depend on these facts; 0 for not at all, {@link Long#MAX_VALUE} for ever
 */
public record LateContribution<A>(String key, Window window, Place place, long contributions, Kind kind, long reach)
        implements ViewRecord<A> {
    /** Of facts on which no other row depends. */
    public LateContribution(String key, Window window, Place place, long contributions, Kind kind) {
        this(key, window, place, contributions, kind, 0);
    }

    /** What makes facts late. */
    public enum Kind {
        /** Their window was closed by their own partition's clock. */
        LATE,
        /** They would still make a session that is open, but one that they belong to may be closed: it would be split. */
        SPLIT,
        /** By their own partition's clock they are in time; what closed their window was that a partition was skipped as idle. */
        IDLE,
        /** They came so long after they happened that those before them, with which they are seen, may have been let go. */
        FORGOTTEN
    }
}
