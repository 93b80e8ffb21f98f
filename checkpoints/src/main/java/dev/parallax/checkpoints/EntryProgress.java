package dev.parallax.checkpoints;

import java.util.function.LongConsumer;

/** Tells now and then how many entries were read. */
final class EntryProgress {
    private static final long EVERY = 1000;

    private final LongConsumer told;
    private long entries;

    EntryProgress(LongConsumer told) {
        this.told = told;
    }

    void read() {
        if (++entries % EVERY == 0) {
            told.accept(entries);
        }
    }
}
