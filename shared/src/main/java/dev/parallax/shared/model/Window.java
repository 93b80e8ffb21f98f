package dev.parallax.shared.model;

/**
 * A stretch of event time.
 *
 * @param start the first millisecond in it, since the epoch, UTC
 * @param end the first millisecond behind it
 */
public record Window(long start, long end) implements Comparable<Window> {
    /** The last millisecond in the window. */
    public long last() {
        return end - 1;
    }

    @Override
    public int compareTo(Window other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }
}
