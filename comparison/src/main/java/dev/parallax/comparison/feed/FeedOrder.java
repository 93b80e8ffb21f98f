package dev.parallax.comparison.feed;

import java.util.Arrays;

/**
 * The order in which records are fed: by their partition's ingest clock. Of each record only what is needed to feed it is held: 18
 * bytes.
 */
final class FeedOrder {
    private long[] clocks = new long[1024];
    private long[] ingestTimes = new long[1024];
    private short[] partitions = new short[1024];
    private int size;

    void add(int partition, long clock, long ingestTime) {
        if (size == clocks.length) {
            int more = size + (size >> 1);
            clocks = Arrays.copyOf(clocks, more);
            ingestTimes = Arrays.copyOf(ingestTimes, more);
            partitions = Arrays.copyOf(partitions, more);
        }
        partitions[size] = (short) partition;
        clocks[size] = clock;
        ingestTimes[size] = ingestTime;
        size++;
    }

    int size() {
        return size;
    }

    int partition(int index) {
        return partitions[index];
    }

    /** The ingest clock of the record's partition, that record included. */
    long clock(int index) {
        return clocks[index];
    }

    long ingestTime(int index) {
        return ingestTimes[index];
    }
}
