package dev.parallax.comparison.feed;

import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Events that are dated after they were taken in. Nothing is taken in before it happens: a clock was wrong then, of those who sent them or of the broker. (The
 * opposite, events that come late because their clock is slow, cannot be told from events that were long on their way.)
 */
public final class DatedAhead {
    /** Well-kept clocks differ by less. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final SortedSet<Integer> partitions = new TreeSet<>();
    private long events;
    private long most;

    /** @param ahead by how many milliseconds an event of the partition is dated after it was taken in; negative for most */
    void add(int partition, long ahead) {
        if (ahead > TOLERANCE.toMillis()) {
            partitions.add(partition);
            events++;
            most = Math.max(most, ahead);
        }
    }

    /** How many are ahead by more than a minute. */
    public long events() {
        return events;
    }

    /** By how much at most. */
    public Duration most() {
        return Duration.ofMillis(most);
    }

    /** In which partitions there are some. */
    public SortedSet<Integer> partitions() {
        return partitions;
    }
}
