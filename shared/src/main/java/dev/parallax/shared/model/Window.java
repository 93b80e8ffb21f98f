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
