package dev.parallax.comparison.detection;

import dev.parallax.architectures.Architecture;
import dev.parallax.comparison.Settings;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FeedPlan;
import dev.parallax.comparison.feed.FeedTimes;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.Cut;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches when what is found comes to be seen: in what the streams write, by readers of its own, and in each batch view.
 *
 * <p>A comparison feeds its log faster than it was written. So the time to detect is put together from two parts, each of which is what it is in an architecture
 * that keeps up with its log: the <b>log's</b>, how much later in ingest time the record came that must be read before it can be seen; and the <b>jobs'</b>, how long after
 * that was fed it was seen, by the wall clock.
 */
public final class DetectionWatch<E, A> implements AutoCloseable {
    private final Pipeline<E, ?, A> pipeline;
    /** Null if nobody waits for what it finds. */
    private final Detection<A> detection;

    private final Map<Architecture<A>, Onlooker<A>> onlookers = new LinkedHashMap<>();
    private final Map<FoundAt, InBatchView> inBatchViews = new HashMap<>();
    private Set<FoundAt> inTruth = Set.of();

    /** The first batch view that says so, and how long it took to compute, in nanoseconds. */
    private record InBatchView(Cut cut, long duration) {}

    /** Begins to watch; where a pipeline detects nothing, there is nothing to be seen. */
    public DetectionWatch(Pipeline<E, ?, A> pipeline, List<? extends Architecture<A>> architectures) {
        this.pipeline = pipeline;
        this.detection = FoundAt.awaited(pipeline);
        if (detection != null) {
            architectures.forEach(
                    architecture -> onlookers.put(architecture, new Onlooker<>(architecture.reader(), detection)));
        }
    }

    /**
     * A batch view is complete; the last one is the truth.
     *
     * @param rows its rows
     * @param duration how long it took to compute, in nanoseconds
     */
    public void computed(Map<RowKey, RowValue<A>> rows, Cut cut, long duration) {
        if (detection == null) {
            return;
        }
        inTruth = FoundAt.in(rows, detection);
        inTruth.forEach(found -> inBatchViews.putIfAbsent(found, new InBatchView(cut, duration)));
    }

    /**
     * How long everything in the truth took to be seen by who has batch views alone, and by who reads an architecture's stream; nothing of a pipeline that detects nothing.
     * This ends the watch.
     */
    public List<TimeToDetect> times(EventInput<E> input, FeedPlan plan, FeedTimes fed, Settings settings) {
        close();
        if (detection == null) {
            return List.of();
        }
        NeededPlaces<E> places = NeededPlaces.of(pipeline, settings, plan, input, inTruth);
        List<TimeToDetect> times = new ArrayList<>();
        times.add(TimeToDetect.of("batch alone", inTruth, found -> {
            InBatchView view = inBatchViews.get(found);
            long cut = Math.min(view.cut().time(), plan.clock((int) plan.records() - 1));
            return Optional.of(new TimeToDetect.Delay(cut - plan.clock(places.toKnow(found)), view.duration()));
        }));
        onlookers.forEach((architecture, onlooker) -> times.add(TimeToDetect.of(
                architecture.name(),
                inTruth,
                found -> Optional.ofNullable(onlooker.seen().get(found))
                        .flatMap(seen -> places.toShow(found, architecture.outputMode())
                                .map(place -> new TimeToDetect.Delay(
                                        plan.clock(place) - plan.clock(places.toKnow(found)),
                                        Math.max(0, seen - fed.at(place))))))));
        return times;
    }

    @Override
    public void close() {
        onlookers.values().forEach(Onlooker::close);
    }
}
