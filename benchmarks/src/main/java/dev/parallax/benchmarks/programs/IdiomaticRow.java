package dev.parallax.benchmarks.programs;

import java.time.Instant;

/** A row, and while it grows the accumulator. Temperatures are ninths of a millionth of a degree Celsius. */
public final class IdiomaticRow {
    public String key;
    public String windowStart;
    public String windowEnd;
    public long count;
    public long errors;
    public long min = Long.MAX_VALUE;
    public long max = Long.MIN_VALUE;
    public long sum;

    /** Says which customer and window the row is of, in milliseconds since the epoch. */
    IdiomaticRow named(String customer, long start, long end) {
        key = customer;
        windowStart = Instant.ofEpochMilli(start).toString();
        windowEnd = Instant.ofEpochMilli(end).toString();
        return this;
    }
}
