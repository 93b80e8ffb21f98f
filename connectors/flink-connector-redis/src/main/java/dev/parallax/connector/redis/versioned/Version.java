package dev.parallax.connector.redis.versioned;

import java.util.Comparator;

/**
 * When a row was written: by which writer, and where in that writer's life. Versions are compared by generation, then by sequence; a row
 * with a smaller version never replaces one with a greater.
 *
 * @param generation the writer's number, from an atomic counter in Redis; a writer that opens later has a greater one
 * @param sequence the last checkpoint that the writer had taken part in (upper 32 bits), and its count of rows since (lower 32 bits)
 */
public record Version(long generation, long sequence) implements Comparable<Version> {
    /** Lua numbers are doubles, exact up to here. */
    public static final long MAX_GENERATION = (1L << 53) - 1;

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::generation).thenComparingLong(Version::sequence);

    public Version {
        if (generation < 0 || generation > MAX_GENERATION || sequence < 0) {
            throw new IllegalArgumentException("There is no version " + generation + "/" + sequence + ".");
        }
    }

    /** Rows with a checkpoint of at least {@code c} were written after checkpoint {@code c} and are not covered by it. */
    public long checkpoint() {
        return sequence >>> 32;
    }

    public long count() {
        return sequence & 0xFFFF_FFFFL;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}
