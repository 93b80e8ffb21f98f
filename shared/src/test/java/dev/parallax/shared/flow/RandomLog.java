package dev.parallax.shared.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A small log of device events with everything that goes wrong in one: disorder, late events, duplicates within and across
 * partitions, events of the future, records that are no events. Times are the first milliseconds of 1970.
 */
final class RandomLog {
    static final long MAX_AHEAD = 60;

    final List<List<LogEntry<DeviceEvent>>> partitions = new ArrayList<>();
    final Windows.Aligned windows;
    final long outOfOrderness;
    final long allowedLateness;
    final List<Long> cuts;

    private final SplittableRandom random;
    private final List<DeviceEvent> sent = new ArrayList<>();

    private Windows windowsOfView;

    RandomLog(SplittableRandom random) {
        this(random, 0);
    }

    /** @param partitionCount 0 for one, two or three */
    RandomLog(SplittableRandom random, int partitionCount) {
        this.random = random;
        long size = random.nextLong(1, 60);
        windows = new Windows.Aligned(
                size, random.nextBoolean() ? size : random.nextLong(Math.max(1, size / 4), size + 1));
        windowsOfView = windows;
        outOfOrderness = random.nextLong(0, 40);
        allowedLateness = random.nextBoolean() ? 0 : random.nextLong(0, 20);
        cuts = random.longs(3, 0, 400).sorted().boxed().toList();
        int count = random.nextInt(1, 4);
        for (int partition = partitionCount == 0 ? count : partitionCount; partition > 0; partition--) {
            partitions.add(new ArrayList<>());
        }
        int records = random.nextInt(1, 120);
        for (int i = 0; i < records; i++) {
            append(random.nextInt(partitions.size()), i * 400L / records + random.nextInt(20));
        }
    }

    /** The same log, for a view of sessions. */
    RandomLog inSessions(long gap) {
        windowsOfView = new Windows.Sessions(gap);
        return this;
    }

    private void append(int partition, long ingested) {
        List<LogEntry<DeviceEvent>> log = partitions.get(partition);
        Place place = new Place(partition, log.size());
        if (random.nextInt(15) == 0) {
            BadRecord bad = random.nextBoolean() ? BadRecord.malformed("Malformed.") : BadRecord.invalid("Invalid.");
            log.add(new LogEntry<>("log", place, ingested, 0, null, bytes(), bad));
            return;
        }
        DeviceEvent event = !sent.isEmpty() && random.nextInt(6) == 0
                ? sent.get(random.nextInt(sent.size()))
                : event(ingested + (random.nextInt(20) == 0 ? random.nextInt(200) : -random.nextInt(80)));
        sent.add(event);
        log.add(new LogEntry<>("log", place, ingested, event.eventTime(), event, bytes(), null));
    }

    private DeviceEvent event(long time) {
        List<Reading> readings = Stream.generate(
                        () -> new Reading(random.nextLong(-1000, 1000), random.nextInt(5) == 0))
                .limit(random.nextInt(1, 4))
                .toList();
        return new DeviceEvent("E" + sent.size(), "customer " + random.nextInt(3), time, readings);
    }

    private static byte[] bytes() {
        return "as it came".getBytes(UTF_8);
    }

    RollupSettings settings(ClockMode clock, OutputMode mode) {
        boolean batch = clock == ClockMode.NONE;
        return new RollupSettings(
                windowsOfView,
                clock,
                batch ? 0 : outOfOrderness,
                batch ? 0 : allowedLateness,
                MAX_AHEAD,
                0,
                mode,
                clock == ClockMode.INGEST_TIME ? Epochs.endingAt(cuts) : Epochs.none(),
                partitions.size(),
                batch,
                batch,
                true,
                false);
    }
}
