package dev.parallax.comparison.faults;

import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.shared.flow.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The poison of a log: records that nobody can process. It moves neither clock nor cut.
 *
 * @param insertions where it goes into the log
 */
public record Poison(List<FeedPlan.Insertion> insertions) {
    /** How far apart two of them are at most: so they get into several partitions. */
    private static final int STEP = 4;

    /**
     * The poison that was asked for.
     *
     * @param maxAhead how far ahead of its ingest time an event may be
     * @param records of the log
     */
    public static <E> Poison of(
            FaultSpecification faults,
            EventInput<E> input,
            Pipeline<E, ?, ?> pipeline,
            Duration maxAhead,
            long records,
            long seed) {
        List<FeedPlan.Insertion> insertions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (Fault fault : faults.faults()) {
            if (fault.target() == FaultTarget.POISON) {
                long place = fault.after(records);
                for (byte[] record : new PoisonRecords<>(input, pipeline, maxAhead).next(random)) {
                    insertions.add(new FeedPlan.Insertion(place, record));
                    place = Math.min(records, place + random.nextInt(1, STEP));
                }
            }
        }
        return new Poison(List.copyOf(insertions));
    }

    /** Its records alone. */
    public List<byte[]> records() {
        return insertions.stream().map(FeedPlan.Insertion::record).toList();
    }
}
