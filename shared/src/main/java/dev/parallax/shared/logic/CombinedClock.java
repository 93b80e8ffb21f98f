package dev.parallax.shared.logic;

import dev.parallax.shared.model.PartitionClock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The clocks of all partitions of a log, put together: it shows the time that every partition has reached. It shows nothing
 * ({@link Long#MIN_VALUE}) until each partition has said something, however late it is heard of first, so that no run
 * can close a window that a partition not yet read would still fill. A partition that has ended is not waited for.
 *
 * <p>A partition whose ingest clock is behind the furthest one by more than the idle time is left out; that is the one place
 * where the order of reading shows, and off by default.
 */
public final class CombinedClock {
    /** As idle time: no partition is ever left out. */
    public static final long NEVER_IDLE = 0;

    private final int partitions;
    private final long idleAfter;
    private final ToLongFunction<PartitionClock> hand;
    private final Map<Integer, PartitionClock> clocks = new TreeMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private IntPredicate counted = partition -> true;

    /**
     * @param partitions how many partitions the log has
     * @param idleAfter ingest time in milliseconds after which a silent partition is left out, or {@link #NEVER_IDLE}
     * @param hand which of a partition's times is combined
     */
    public CombinedClock(int partitions, long idleAfter, ToLongFunction<PartitionClock> hand) {
        this.partitions = partitions;
        this.idleAfter = idleAfter;
        this.hand = hand;
    }

    public void hear(PartitionClock clock) {
        if (clock.partition() >= partitions) {
            throw new IllegalStateException(
                    "The log was said to have " + partitions + " partitions, but a record came from partition "
                            + clock.partition() + ": start the job anew, so that it sees them all.");
        }
        clocks.merge(clock.partition(), clock, PartitionClock::later);
    }

    /** From now on the time is that of these partitions, as if there were no others; of the others readings are taken all the same. */
    public void countOnly(IntPredicate partitionsThatCount) {
        counted = partitionsThatCount;
    }

    /** Nothing more comes from that partition: it is not waited for, unless all have ended. */
    public void end(int partition) {
        ended.add(partition);
    }

    private Stream<PartitionClock> countedClocks() {
        return clocks.values().stream().filter(clock -> counted.test(clock.partition()));
    }

    /** The time that every partition which is not idle and has not ended has reached, in milliseconds since the epoch. */
    public long time() {
        long furthest = countedClocks().mapToLong(PartitionClock::ingest).max().orElse(Long.MIN_VALUE);
        long begin =
                countedClocks().mapToLong(PartitionClock::firstIngest).min().orElse(Long.MAX_VALUE);
        boolean allEnded = ended.size() == partitions;
        long time = Long.MAX_VALUE;
        for (int partition = 0; partition < partitions; partition++) {
            PartitionClock clock = clocks.get(partition);
            long ingest = clock == null ? begin : clock.ingest();
            boolean idle = idleAfter != NEVER_IDLE && ingest < furthest - idleAfter;
            boolean isOver = ended.contains(partition) && !allEnded;
            if (!idle && !isOver && counted.test(partition)) {
                time = Math.min(time, clock == null ? Long.MIN_VALUE : hand.applyAsLong(clock));
            }
        }
        return time == Long.MAX_VALUE ? Long.MIN_VALUE : time;
    }

    /** The clocks heard of, by partition. */
    public List<PartitionClock> readings() {
        return List.copyOf(clocks.values());
    }
}
