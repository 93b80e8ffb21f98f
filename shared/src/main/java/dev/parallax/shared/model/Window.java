package dev.parallax.shared.model;

/**
 * A stretch of event time.
 *
 * @param start the first millisecond in it, since the epoch, UTC
 * @param end the first millisecond behind it
 * @param session whether it is a session: two sessions of a key that {@linkplain #touches touch} are one
 */
public record Window(long start, long end, boolean session) implements Comparable<Window> {
    /** All of time: its rows show neither start nor end. */
    public static final Window EVERYTHING = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /** A window that stays as it is. */
    public Window(long start, long end) {
        this(start, end, false);
    }

    public static Window session(long start, long end) {
        return new Window(start, end, true);
    }

    public boolean isEverything() {
        return start == Long.MIN_VALUE && end == Long.MAX_VALUE;
    }

    /** The last millisecond in the window. */
    public long last() {
        return end - 1;
    }

    /** Whether the two overlap or one begins where the other ends, as Flink's {@code TimeWindow.intersects} has it. */
    public boolean touches(Window other) {
        return start <= other.end && other.start <= end;
    }

    public boolean contains(Window other) {
        return start <= other.start && other.end <= end;
    }

    /** The shortest session that holds both. */
    public Window joined(Window other) {
        return session(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** As the record's own would. That took 6 % of a comparison's samples. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Window that && start == that.start && end == that.end && session == that.session;
    }

    /** Mixed well: starts and ends are multiples of the same number, and lie in hash tables by the thousand. */
    @Override
    public int hashCode() {
        long mixed = (start * 31 + end) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    @Override
    public int compareTo(Window other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }
}
