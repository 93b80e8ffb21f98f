package dev.parallax.comparison.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the cuts of a log lie. The last one is always its end. */
public sealed interface CutRule {
    /** At every multiple of this much ingest time. */
    record Every(Duration interval) implements CutRule {}

    /** So many, with as many records between any two. */
    record Evenly(int cuts) implements CutRule {}

    /** {@code Every}, unless that would be more cuts than someone who did not choose it would wait for. */
    record EveryWithin(Duration interval, int most, int otherwise) implements CutRule {}

    /** More cuts than this are refused: each means a batch run from the beginning of the log. */
    int MOST_CUTS = 2000;

    /** Ingest times of the cuts before the last one, ascending, in milliseconds since the epoch. */
    default List<Long> boundaries(FeedOrder order) {
        if (this instanceof Evenly evenly) {
            return evenly(order, evenly.cuts());
        }
        if (this instanceof Every every) {
            long wanted = count(order, every.interval());
            if (wanted > MOST_CUTS) {
                throw new IllegalArgumentException("--batch-every " + every.interval() + " would mean " + wanted
                        + " batch runs over this log, and more than " + MOST_CUTS
                        + " are refused: choose a longer interval, or --cuts.");
            }
            return multiples(order, every.interval());
        }
        EveryWithin within = (EveryWithin) this;
        return count(order, within.interval()) > within.most()
                ? evenly(order, within.otherwise())
                : multiples(order, within.interval());
    }

    private static long count(FeedOrder order, Duration interval) {
        long every = interval.toMillis();
        return Math.floorDiv(order.clock(order.size() - 1), every) - Math.floorDiv(order.clock(0), every) + 1;
    }

    private static List<Long> multiples(FeedOrder order, Duration interval) {
        long every = interval.toMillis();
        List<Long> boundaries = new ArrayList<>();
        long last = order.clock(order.size() - 1);
        for (long time = (Math.floorDiv(order.clock(0), every) + 1) * every; time <= last; time += every) {
            boundaries.add(time);
        }
        return boundaries;
    }

    private static List<Long> evenly(FeedOrder order, int cuts) {
        List<Long> boundaries = new ArrayList<>();
        for (int cut = 1; cut < cuts; cut++) {
            long time = order.clock((int) ((long) order.size() * cut / cuts));
            boolean isNew =
                    time > order.clock(0) && (boundaries.isEmpty() || time > boundaries.get(boundaries.size() - 1));
            if (isNew) {
                boundaries.add(time);
            }
        }
        return boundaries;
    }
}
