package dev.parallax.shared.log;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much a source may still hand out before the next checkpoint: what leaves between two completed checkpoints is never more than the limit. What
 * leaves behind a barrier counts for the next checkpoint, even before the one that the barrier belongs to is completed. Not for several threads.
 */
public final class Allowance {
    /** As limit: there is none. */
    public static final long UNLIMITED = 0;

    private long limit;
    private final TreeMap<Long, Long> usedAtBarrier = new TreeMap<>();
    private long used;

    /** @param limit so much between two checkpoints, or {@link #UNLIMITED} */
    public Allowance(long limit) {
        this.limit = limit;
    }

    /** More from now on. */
    void raise(long by) {
        limit += by;
    }

    public boolean isUsedUp() {
        return limit != UNLIMITED && used >= limit;
    }

    public void use() {
        used++;
    }

    /** A checkpoint's barrier stands behind everything that was used so far. */
    public void barrier(long checkpoint) {
        if (limit != UNLIMITED) {
            usedAtBarrier.put(checkpoint, used);
        }
    }

    /** What stood before that checkpoint's barrier counts no more. */
    public void completed(long checkpoint) {
        Map.Entry<Long, Long> barrier = usedAtBarrier.floorEntry(checkpoint);
        if (barrier == null) {
            return;
        }
        long before = barrier.getValue();
        used -= before;
        usedAtBarrier.headMap(checkpoint, true).clear();
        usedAtBarrier.replaceAll((later, usedThen) -> usedThen - before);
    }
}
