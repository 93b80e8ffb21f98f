package dev.parallax.shared.flow;

import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sessions over plain collections: sort by time, cut at the gaps. */
final class PlainSessions {
    final Set<LateContribution<Temperatures>> late = new HashSet<>();

    private final long gap;
    private final Map<String, Map<Integer, List<DeviceEvent>>> counted = new TreeMap<>();

    PlainSessions(RandomLog log, ClockMode mode, long gap) {
        this.gap = gap;
        Set<String> known = new HashSet<>();
        for (var partition : log.partitions) {
            long ingestClock = Long.MIN_VALUE;
            Long newest = null;
            for (var entry : partition) {
                ingestClock = Math.max(ingestClock, entry.ingestTime());
                DeviceEvent event = entry.event();
                if (event == null || entry.eventTime() > entry.ingestTime() + RandomLog.MAX_AHEAD) {
                    continue;
                }
                long time = event.eventTime();
                long behind =
                        newest == null ? Long.MIN_VALUE : newest - log.outOfOrderness - log.allowedLateness - time;
                newest = newest == null ? time : Long.valueOf(Math.max(newest, time));
                if (mode == ClockMode.EVENT_TIME && behind >= 0) {
                    late.add(new LateContribution<>(
                            event.customerId(),
                            Window.session(time, time + gap),
                            entry.place(),
                            event.readings().size(),
                            behind >= gap ? LateContribution.Kind.LATE : LateContribution.Kind.SPLIT));
                    continue;
                }
                long clock = ingestClock;
                int epoch = mode == ClockMode.INGEST_TIME
                        ? 1
                                + (int) log.cuts.stream()
                                        .filter(cut -> cut <= clock)
                                        .count()
                        : 0;
                if (known.add(event.eventId() + " " + epoch)) {
                    counted.computeIfAbsent(event.customerId(), customer -> new TreeMap<>())
                            .computeIfAbsent(epoch, number -> new ArrayList<>())
                            .add(event);
                }
            }
        }
    }

    /** By customer, each epoch's sessions apart. */
    Map<String, Map<Slot, Temperatures>> rows() {
        Map<String, Map<Slot, Temperatures>> rows = new TreeMap<>();
        counted.forEach((customer, epochs) -> epochs.forEach((epoch, events) -> sessions(events)
                .forEach((window, value) ->
                        rows.computeIfAbsent(customer, name -> new TreeMap<>()).put(new Slot(window, epoch), value))));
        return rows;
    }

    /** By customer, as if there were no epochs. */
    Map<String, Map<Window, Temperatures>> served() {
        Map<String, Map<Window, Temperatures>> rows = new TreeMap<>();
        counted.forEach((customer, epochs) -> rows.put(
                customer,
                sessions(epochs.values().stream().flatMap(List::stream).toList())));
        return rows;
    }

    private Map<Window, Temperatures> sessions(List<DeviceEvent> events) {
        List<DeviceEvent> sorted = events.stream()
                .sorted(Comparator.comparingLong(DeviceEvent::eventTime))
                .toList();
        Map<Window, Temperatures> sessions = new TreeMap<>();
        int begin = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            long last = sorted.get(next - 1).eventTime();
            if (next == sorted.size() || sorted.get(next).eventTime() - last > gap) {
                sessions.put(
                        Window.session(sorted.get(begin).eventTime(), last + gap), sum(sorted.subList(begin, next)));
                begin = next;
            }
        }
        return sessions;
    }

    private static Temperatures sum(List<DeviceEvent> events) {
        List<Reading> readings =
                events.stream().flatMap(event -> event.readings().stream()).toList();
        LongSummaryStatistics temperatures =
                readings.stream().mapToLong(Reading::temperature).summaryStatistics();
        return new Temperatures(
                temperatures.getCount(),
                readings.stream().filter(Reading::error).count(),
                temperatures.getMin(),
                temperatures.getMax(),
                temperatures.getSum());
    }
}
