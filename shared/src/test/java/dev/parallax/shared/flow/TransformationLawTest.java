package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the transformation makes of a log is what plain collections make of it, whatever the order in which partitions are read. */
class TransformationLawTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "APPEND"})
    void aStreamOnHeapAgreesWithPlainCollections(OutputMode mode) throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            assertAgrees(seed, Backend.HEAP, ClockMode.EVENT_TIME, mode);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "APPEND"})
    void aStreamOnRocksDbAgreesWithPlainCollections(OutputMode mode) throws Exception {
        for (long seed = 1000; seed < 1010; seed++) {
            assertAgrees(seed, Backend.ROCKSDB, ClockMode.EVENT_TIME, mode);
        }
    }

    @Test
    void theSpeedLayerAgreesWithPlainCollections() throws Exception {
        for (long seed = 2000; seed < 2100; seed++) {
            assertAgrees(seed, Backend.HEAP, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
        for (long seed = 3000; seed < 3010; seed++) {
            assertAgrees(seed, Backend.ROCKSDB, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
    }

    /** A batch job gets a key's records in the order of partitions and offsets, and nothing of what is before or after. */
    @Test
    void theTruthAgreesWithPlainCollectionsAndCountsEachRecordOnce() throws Exception {
        for (long seed = 4000; seed < 4200; seed++) {
            RandomLog log = new RandomLog(new SplittableRandom(seed));
            PlainRollup plain = new PlainRollup(log, ClockMode.NONE);
            RollupSettings settings = log.settings(ClockMode.NONE, OutputMode.APPEND);
            try (var clock = LogClockHarness.started(DEVICES, settings, 1, 0);
                    var rollup = RollupHarness.started(Backend.HEAP, DEVICES, settings)) {
                for (var partition : log.partitions) {
                    for (var entry : partition) {
                        clock.read(entry);
                    }
                }
                clock.endInput();
                for (Shuffled<Temperatures> record : clock.sent()) {
                    rollup.take(record);
                }
                rollup.finish();

                List<ViewRecord<Temperatures>> emitted = rollup.emitted();
                assertThat(newestRows(emitted)).as("seed %d", seed).isEqualTo(plain.rows);
                Progress<Temperatures> last = (Progress<Temperatures>) emitted.get(emitted.size() - 1);
                long rejected = last.clocks().stream()
                        .mapToLong(reading -> reading.malformed() + reading.invalid())
                        .sum();
                assertThat(List.of(last.events().accepted(), last.events().duplicates(), rejected))
                        .as("seed %d: accepted, duplicates, rejected", seed)
                        .containsExactly(plain.accepted, plain.duplicates, plain.rejected);
            }
        }
    }

    /** The whole view leaves out nothing, however late it came. */
    @Test
    void aStreamWithTheWholeViewAgreesWithTheTruth() throws Exception {
        for (long seed = 5000; seed < 5100; seed++) {
            assertAgrees(seed, Backend.HEAP, ClockMode.EVENT_TIME, OutputMode.COMPLETE);
        }
    }

    private static void assertAgrees(long seed, Backend backend, ClockMode clock, OutputMode mode) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        RandomLog log = new RandomLog(random.split());
        PlainRollup plain = new PlainRollup(log, mode == OutputMode.COMPLETE ? ClockMode.NONE : clock);

        List<ViewRecord<Temperatures>> committed =
                DisturbedRun.of(log, DEVICES, log.settings(clock, mode), backend, random);

        assertThat(newestRows(committed)).as("rows, seed %d", seed).isEqualTo(plain.rows);
        assertThat(RollupHarness.late(committed))
                .as("late contributions, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(plain.late);
    }

    private static Map<String, Map<Slot, Temperatures>> newestRows(List<ViewRecord<Temperatures>> records) {
        Map<String, Map<Slot, Temperatures>> rows = new TreeMap<>();
        for (ViewRow<Temperatures> row : RollupHarness.rows(records)) {
            assertThat(row.contributions()).isEqualTo(row.accumulator().count());
            rows.computeIfAbsent(row.key(), key -> new TreeMap<>()).put(row.slot(), row.accumulator());
        }
        return rows;
    }
}
