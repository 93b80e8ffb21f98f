package dev.parallax.benchmarks.programs;

/** A set of UUIDs as pairs of longs, with open addressing. The id of all zeros stands for an empty place. */
final class EventIds {
    private long[] table = new long[1 << 17];
    private int size;

    /** Returns whether it was not there before. */
    boolean add(long high, long low) {
        if ((high | low) == 0) {
            throw new IllegalArgumentException("An event's id must not be all zeros.");
        }
        int mask = table.length - 2;
        int place = (int) low * 2 & mask;
        while ((table[place] | table[place + 1]) != 0) {
            if (table[place] == high && table[place + 1] == low) {
                return false;
            }
            place = place + 2 & mask;
        }
        table[place] = high;
        table[place + 1] = low;
        if (++size * 4 > table.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        size = 0;
        for (int place = 0; place < old.length; place += 2) {
            if ((old[place] | old[place + 1]) != 0) {
                add(old[place], old[place + 1]);
            }
        }
    }
}
