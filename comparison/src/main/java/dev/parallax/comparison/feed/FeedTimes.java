package dev.parallax.comparison.feed;

import java.util.Arrays;

/** When records were fed, by their place in the order of feeding; of every so many the first is noted. Not for several threads. */
public final class FeedTimes {
    private static final int STEP = 32;

    private long[] times = new long[1024];

    void fed(int place) {
        if (place % STEP == 0) {
            if (place / STEP == times.length) {
                times = Arrays.copyOf(times, 2 * times.length);
            }
            times[place / STEP] = System.nanoTime();
        }
    }

    /** When the record at that place was fed, or one shortly before it, in {@link System#nanoTime()}. */
    public long at(int place) {
        return times[place / STEP];
    }
}
