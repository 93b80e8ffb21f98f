package dev.parallax.shared.flow;

import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The same over plain collections, partition by partition, by someone who has never seen the code. */
final class PlainRollup {
    final Map<String, Map<Slot, Temperatures>> rows = new TreeMap<>();
    final Set<LateContribution<Temperatures>> late = new HashSet<>();
    long rejected;
    long accepted;
    long duplicates;

    private final RandomLog log;
    private final ClockMode mode;
    private final Set<String> counted = new HashSet<>();
    private final Set<String> knownIds = new HashSet<>();

    PlainRollup(RandomLog log, ClockMode mode) {
        this.log = log;
        this.mode = mode;
        for (var partition : log.partitions) {
            long ingestClock = Long.MIN_VALUE;
            Long newest = null;
            for (var entry : partition) {
                ingestClock = Math.max(ingestClock, entry.ingestTime());
                if (entry.event() == null || entry.eventTime() > entry.ingestTime() + RandomLog.MAX_AHEAD) {
                    rejected++;
                    continue;
                }
                if (knownIds.add(entry.event().eventId())) {
                    accepted++;
                } else {
                    duplicates++;
                }
                count(entry.event(), entry.place(), newest, epoch(ingestClock));
                newest = newest == null ? entry.eventTime() : Long.valueOf(Math.max(newest, entry.eventTime()));
            }
        }
    }

    private int epoch(long ingestClock) {
        return mode == ClockMode.INGEST_TIME
                ? 1 + (int) log.cuts.stream().filter(cut -> cut <= ingestClock).count()
                : 0;
    }

    private void count(DeviceEvent event, Place place, Long newest, int epoch) {
        long time = event.eventTime();
        for (long start = -100 * log.windows.size(); start <= time; start++) {
            if (start % log.windows.slide() != 0 || start + log.windows.size() <= time) {
                continue;
            }
            Window window = new Window(start, start + log.windows.size());
            boolean closed = newest != null && newest - log.outOfOrderness - log.allowedLateness >= window.end() - 1;
            if (mode == ClockMode.EVENT_TIME && closed) {
                late.add(new LateContribution<>(
                        event.customerId(), window, place, event.readings().size(), LateContribution.Kind.LATE));
            } else if (counted.add(event.eventId() + event.customerId() + window + epoch)) {
                add(event, new Slot(window, epoch));
            }
        }
    }

    private void add(DeviceEvent event, Slot slot) {
        LongSummaryStatistics temperatures =
                event.readings().stream().mapToLong(Reading::temperature).summaryStatistics();
        long errors = event.readings().stream().filter(Reading::error).count();
        rows.computeIfAbsent(event.customerId(), customer -> new TreeMap<>())
                .merge(
                        slot,
                        new Temperatures(
                                temperatures.getCount(),
                                errors,
                                temperatures.getMin(),
                                temperatures.getMax(),
                                temperatures.getSum()),
                        (one, other) -> new Temperatures(
                                one.count() + other.count(),
                                one.errors() + other.errors(),
                                Math.min(one.min(), other.min()),
                                Math.max(one.max(), other.max()),
                                one.sum() + other.sum()));
    }
}
