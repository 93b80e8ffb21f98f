package dev.parallax.comparison.detection;

import dev.parallax.comparison.Settings;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.CombinedClock;
import dev.parallax.shared.logic.RunningClock;
import dev.parallax.shared.model.PartitionClock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How far the log must have been read for something to be found, by the place of a record in the order of feeding: to the last of the events that show it; and, where a
 * row leaves when its window closes, until the combined event-time clock has closed that.
 */
final class NeededPlaces<E> implements FeedPlan.Visitor<E> {
    private final Pipeline<E, ?, ?> pipeline;
    private final Settings settings;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> first = new HashMap<>();
    private final NavigableMap<Long, Integer> closed = new TreeMap<>();
    private final RunningClock[] clocks;
    private final CombinedClock clock;

    private NeededPlaces(Pipeline<E, ?, ?> pipeline, Settings settings, int partitions, Collection<FoundAt> found) {
        this.pipeline = pipeline;
        this.settings = settings;
        found.forEach(each -> ids.addAll(each.finding().eventIds()));
        clocks = IntStream.range(0, partitions)
                .mapToObj(partition -> new RunningClock(PartitionClock.unset(partition)))
                .toArray(RunningClock[]::new);
        clock = new CombinedClock(
                partitions,
                settings.idleAfter().toMillis(),
                reading -> reading.watermark(settings.outOfOrderness().toMillis()));
    }

    static <E> NeededPlaces<E> of(
            Pipeline<E, ?, ?> pipeline,
            Settings settings,
            FeedPlan plan,
            EventInput<E> input,
            Collection<FoundAt> found) {
        NeededPlaces<E> places = new NeededPlaces<>(pipeline, settings, plan.partitions(), found);
        plan.retrace(input, places);
        return places;
    }

    @Override
    public void record(int place, int partition, LogEntry<E> read) {
        LogEntry<E> entry = read.unlessAheadBy(settings.maxAhead().toMillis());
        if (entry.isEvent()) {
            String id = pipeline.eventId(entry.event());
            if (ids.contains(id)) {
                first.putIfAbsent(id, place);
            }
        }
        if (settings.outputMode() == OutputMode.APPEND) {
            move(place, clocks[partition], entry);
        }
    }

    private void move(int place, RunningClock of, LogEntry<E> entry) {
        of.read(place, entry.ingestTime());
        if (entry.isEvent()) {
            of.happened(entry.eventTime());
        }
        clock.hear(of.reading());
        if (closed.isEmpty() || clock.time() > closed.lastKey()) {
            closed.put(clock.time(), place);
        }
    }

    /** To where what was found must be known. */
    int toKnow(FoundAt found) {
        return found.finding().eventIds().stream().mapToInt(first::get).max().orElseThrow();
    }

    /** To where a stream whose rows leave so must have read to show it; empty if it does not before the log ends. */
    Optional<Integer> toShow(FoundAt found, OutputMode mode) {
        int known = toKnow(found);
        if (mode != OutputMode.APPEND) {
            return Optional.of(known);
        }
        long closing = settings.windows().closing(found.row().window())
                + settings.allowedLateness().toMillis();
        return Optional.ofNullable(closed.ceilingEntry(closing)).map(entry -> Math.max(known, entry.getValue()));
    }
}
