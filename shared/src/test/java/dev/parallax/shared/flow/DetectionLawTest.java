package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found is what somebody finds who has all the facts in front of him, sorted, whatever the order in which they came. */
class DetectionLawTest {
    /** Every second log is looked at by somebody who sees only what stands. */
    private static FollowersPipeline followers(long seed) {
        return new FollowersPipeline(horizon(seed));
    }

    private static long horizon(long seed) {
        return seed % 2 == 0 ? 37 : 0;
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "APPEND"})
    void aStreamFindsWhatIsThereInAllThatIsNotLate(OutputMode mode) throws Exception {
        for (long seed = 0; seed < 60; seed++) {
            assertAgrees(seed, Backend.HEAP, ClockMode.EVENT_TIME, mode);
        }
        for (long seed = 1000; seed < 1005; seed++) {
            assertAgrees(seed, Backend.ROCKSDB, ClockMode.EVENT_TIME, mode);
        }
    }

    /** Added up, its epochs find at the end of each what is there in all up to it that was not forgotten. */
    @Test
    void theSpeedLayerFindsInEachEpochWhatIsThereMoreAtItsEnd() throws Exception {
        for (long seed = 2000; seed < 2060; seed++) {
            assertAgrees(seed, Backend.HEAP, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
        for (long seed = 3000; seed < 3005; seed++) {
            assertAgrees(seed, Backend.ROCKSDB, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
    }

    @Test
    void theTruthFindsWhatIsThereInAll() throws Exception {
        for (long seed = 4000; seed < 4100; seed++) {
            RandomLog log = new RandomLog(new SplittableRandom(seed));
            RollupSettings settings = settings(log, ClockMode.NONE, OutputMode.APPEND);
            try (var clock = LogClockHarness.started(followers(seed), settings, 1, 0);
                    var rollup = RollupHarness.started(Backend.HEAP, followers(seed), settings)) {
                for (var partition : log.partitions) {
                    for (var entry : partition) {
                        clock.read(entry);
                    }
                }
                clock.endInput();
                for (Shuffled<Followers> record : sorted(clock.sent())) {
                    rollup.take(record);
                }
                rollup.finish();

                assertThat(newestRows(rollup.emitted()))
                        .as("seed %d", seed)
                        .isEqualTo(new Plain(log, ClockMode.NONE, horizon(seed)).rows());
            }
        }
    }

    /** As a batch job does, by the hash's bytes with their signs. */
    private static List<Shuffled<Followers>> sorted(List<Shuffled<Followers>> records) {
        Comparator<Integer> bytes = (one, other) -> Arrays.compare(
                ByteBuffer.allocate(4).putInt(one).array(),
                ByteBuffer.allocate(4).putInt(other).array());
        return records.stream()
                .sorted(Comparator.comparing((Shuffled<?> each) -> each.key(StateKeys.HASHES), bytes))
                .toList();
    }

    private static void assertAgrees(long seed, Backend backend, ClockMode clock, OutputMode mode) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        RandomLog log = new RandomLog(random.split());
        Plain plain = new Plain(log, clock, horizon(seed));

        List<ViewRecord<Followers>> committed =
                DisturbedRun.of(log, followers(seed), settings(log, clock, mode), backend, random, plain.standing());

        assertThat(newestRows(committed)).as("rows, seed %d", seed).isEqualTo(plain.rows());
        assertThat(RollupHarness.late(committed).stream()
                        .filter(late -> late.kind() == LateContribution.Kind.FORGOTTEN)
                        .map(late -> late.key() + late.window())
                        .collect(Collectors.toSet()))
                .as("forgotten, seed %d", seed)
                .isEqualTo(plain.forgotten);
    }

    private static RollupSettings settings(RandomLog log, ClockMode clock, OutputMode mode) {
        RollupSettings any = log.settings(clock, mode);
        return new RollupSettings(
                new Windows.Aligned(log.windows.size(), log.windows.size()),
                clock,
                any.outOfOrderness(),
                any.allowedLateness(),
                any.maxAhead(),
                any.idleAfter(),
                mode,
                any.epochs(),
                any.partitions(),
                any.ledger(),
                any.deadLetters(),
                any.rewrites(),
                false);
    }

    private static Map<String, String> newestRows(List<ViewRecord<Followers>> records) {
        Map<String, String> rows = new TreeMap<>();
        for (ViewRow<Followers> row : RollupHarness.rows(records)) {
            if (row.isRemoved()) {
                rows.remove(row.key() + row.slot());
                continue;
            }
            assertThat(row.contributions()).isEqualTo(row.accumulator().count());
            String text = row.accumulator().count() + " "
                    + row.accumulator().found().stream()
                            .map(found -> found.text() + "*" + found.times())
                            .sorted()
                            .toList();
            assertThat(text).isNotEqualTo("0 []");
            rows.put(row.key() + row.slot(), text);
        }
        return rows;
    }

    /** The same over plain collections, by someone who has never seen the code. */
    private static final class Plain {
        private final Map<Slot, Map<String, Set<String>>> counted = new HashMap<>();
        private final Map<String, DeviceEvent> events = new HashMap<>();
        private final Map<String, Integer> firstEpochs = new HashMap<>();
        private final Set<String> forgotten = new TreeSet<>();
        private final Set<String> foundNothingAt = new HashSet<>();
        private final Set<Copy> copies = new HashSet<>();
        private final Set<String> inTime = new HashSet<>();
        private final RandomLog log;
        private final ClockMode mode;
        private final long horizon;

        /** Of an event that came so late that nobody knows whether it was there in an earlier epoch: it counts. */
        private record Copy(DeviceEvent event, int epoch) {}

        private Plain(RandomLog log, ClockMode mode, long horizon) {
            this.log = log;
            this.mode = mode;
            this.horizon = horizon;
            for (var partition : log.partitions) {
                long ingestClock = Long.MIN_VALUE;
                Long newest = null;
                for (var entry : partition) {
                    ingestClock = Math.max(ingestClock, entry.ingestTime());
                    if (entry.event() == null || entry.eventTime() > entry.ingestTime() + RandomLog.MAX_AHEAD) {
                        continue;
                    }
                    take(entry.event(), newest, ingestClock);
                    newest = newest == null ? entry.eventTime() : Long.valueOf(Math.max(newest, entry.eventTime()));
                }
            }
        }

        private Window window(long time) {
            long start = Math.floorDiv(time, log.windows.size()) * log.windows.size();
            return new Window(start, start + log.windows.size());
        }

        private void take(DeviceEvent event, Long newest, long ingestClock) {
            Window window = window(event.eventTime());
            boolean closed = newest != null && newest - log.outOfOrderness - log.allowedLateness >= window.end() - 1;
            if (mode == ClockMode.EVENT_TIME && closed) {
                return;
            }
            int epoch = 0;
            if (mode == ClockMode.INGEST_TIME) {
                List<Long> passed =
                        log.cuts.stream().filter(cut -> cut <= ingestClock).toList();
                epoch = 1 + passed.size();
                if (!passed.isEmpty()
                        && event.eventTime() < passed.get(passed.size() - 1) - FollowersPipeline.PATIENCE) {
                    forgotten.add(FollowersPipeline.key(event) + window);
                    if (!FollowersPipeline.stands(event.eventId())) {
                        count(event, window, epoch);
                        if (horizon == 0) {
                            copies.add(new Copy(event, epoch));
                        }
                        return;
                    }
                    if (horizon > 0 && !inTime.contains(event.eventId())) {
                        foundNothingAt.add(event.eventId());
                    }
                } else {
                    inTime.add(event.eventId());
                    foundNothingAt.remove(event.eventId());
                }
            }
            count(event, window, epoch);
            events.put(event.eventId(), event);
            firstEpochs.merge(event.eventId(), epoch, Math::min);
        }

        private void count(DeviceEvent event, Window window, int epoch) {
            counted.computeIfAbsent(new Slot(window, epoch), slot -> new HashMap<>())
                    .computeIfAbsent(FollowersPipeline.key(event), key -> new HashSet<>())
                    .add(event.eventId());
        }

        /** In how many records something comes that stands, copies included; and where what stands is, by customer. */
        private long standing() {
            return 3
                    + log.partitions.stream()
                            .flatMap(List::stream)
                            .filter(entry -> entry.event() != null
                                    && FollowersPipeline.stands(entry.event().eventId()))
                            .count();
        }

        private Map<String, String> rows() {
            Map<String, Long> counts = new HashMap<>();
            counted.forEach((slot, customers) ->
                    customers.forEach((customer, ids) -> counts.put(customer + slot, (long) ids.size())));
            Map<String, Map<String, Integer>> found = new HashMap<>();
            Map<String, Set<String>> before = Map.of();
            int last = mode == ClockMode.INGEST_TIME ? 1 + log.cuts.size() : 0;
            for (int epoch = mode == ClockMode.INGEST_TIME ? 1 : 0; epoch <= last; epoch++) {
                Map<String, Set<String>> now = foundUpTo(epoch);
                add(now, 1, epoch, found);
                add(before, -1, epoch, found);
                before = now;
            }
            for (Copy copy : copies) {
                String followed = foundAt(copy.event(), List.of());
                if (!followed.isEmpty()) {
                    events.put(copy.event().eventId(), copy.event());
                    add(Map.of(copy.event().customerId(), Set.of(followed)), 1, copy.epoch(), found);
                }
            }
            Map<String, String> rows = new TreeMap<>();
            Set<String> keys = new HashSet<>(counts.keySet());
            keys.addAll(found.keySet());
            for (String key : keys) {
                List<String> texts = found.getOrDefault(key, Map.of()).entrySet().stream()
                        .filter(each -> each.getValue() != 0)
                        .map(each -> each.getKey() + "*" + each.getValue())
                        .sorted()
                        .toList();
                if (counts.containsKey(key) || !texts.isEmpty()) {
                    rows.put(key, counts.getOrDefault(key, 0L) + " " + texts);
                }
            }
            return rows;
        }

        private void add(Map<String, Set<String>> texts, int sign, int epoch, Map<String, Map<String, Integer>> found) {
            texts.forEach((customer, ofCustomer) -> ofCustomer.forEach(text -> {
                Window own =
                        window(events.get(text.substring(0, text.indexOf('<'))).eventTime());
                boolean isEven = text.split(",").length % 2 == 0;
                Window window = isEven ? own : new Window(own.end(), own.end() + log.windows.size());
                found.computeIfAbsent(customer + new Slot(window, epoch), row -> new HashMap<>())
                        .merge(text, sign, Integer::sum);
            }));
        }

        /**
         * Whether what may be seen at the event is kept until that epoch: events are kept in stretches as long as the horizon, or where there is none the patience, here that before the event's
         * own; up to the end of the epoch in which is the last moment to take in anything for which that matters.
         */
        private boolean isStillThere(DeviceEvent event, int epoch) {
            long stretch = horizon > 0 ? horizon : FollowersPipeline.PATIENCE;
            long stretchEnd = Math.floorDiv(event.eventTime(), stretch) * stretch;
            long last = stretchEnd + horizon + FollowersPipeline.PATIENCE;
            return mode != ClockMode.INGEST_TIME
                    || epoch <= 1 + log.cuts.stream().filter(cut -> cut <= last).count();
        }

        private static boolean isFor(String key, DeviceEvent event) {
            return key.equals(Detection.EVERY_KEY) || key.equals(FollowersPipeline.key(event));
        }

        /** @param known with what stands, or, where that is all that matters, nothing: then whatever was not forgotten */
        private String foundAt(DeviceEvent event, List<DeviceEvent> known) {
            Comparator<DeviceEvent> order =
                    Comparator.comparingLong(DeviceEvent::eventTime).thenComparing(DeviceEvent::eventId);
            String followed = (known.isEmpty() ? events.values() : known)
                    .stream()
                            .filter(other -> isFor(FollowersPipeline.key(other), event))
                            .filter(other -> order.compare(other, event) < 0)
                            .filter(other -> FollowersPipeline.stands(other.eventId())
                                    ? isStillThere(event, firstEpochs.get(other.eventId()))
                                    : horizon > 0 && other.eventTime() >= event.eventTime() - horizon)
                            .sorted(order)
                            .map(DeviceEvent::eventId)
                            .collect(Collectors.joining(","));
            return followed.isEmpty() || FollowersPipeline.key(event).equals(Detection.EVERY_KEY)
                    ? ""
                    : event.eventId() + "<" + followed;
        }

        /** By customer. */
        private Map<String, Set<String>> foundUpTo(int epoch) {
            Map<String, Set<String>> found = new HashMap<>();
            List<DeviceEvent> sorted = events.values().stream()
                    .filter(event -> firstEpochs.get(event.eventId()) <= epoch)
                    .sorted(Comparator.comparingLong(DeviceEvent::eventTime).thenComparing(DeviceEvent::eventId))
                    .toList();
            for (DeviceEvent event : sorted) {
                String text = foundAt(event, sorted);
                if (!text.isEmpty() && !foundNothingAt.contains(event.eventId())) {
                    found.computeIfAbsent(event.customerId(), customer -> new HashSet<>())
                            .add(text);
                }
            }
            return found;
        }
    }
}
