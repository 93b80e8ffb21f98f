package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of a log are those of plain collections, whatever the order in which partitions are read, and whatever fails. */
class SessionLawTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();

    @ParameterizedTest
    @CsvSource({"UPDATE, 1", "UPDATE, 2", "UPDATE, 4", "APPEND, 1", "APPEND, 2", "APPEND, 4"})
    void aStreamOnHeapAgreesWithPlainCollections(OutputMode mode, int partitions) throws Exception {
        for (long seed = 0; seed < 25; seed++) {
            assertAgrees(seed, partitions, Backend.HEAP, ClockMode.EVENT_TIME, mode);
        }
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, 1", "UPDATE, 4", "APPEND, 2"})
    void aStreamOnRocksDbAgreesWithPlainCollections(OutputMode mode, int partitions) throws Exception {
        for (long seed = 1000; seed < 1002; seed++) {
            assertAgrees(seed, partitions, Backend.ROCKSDB, ClockMode.EVENT_TIME, mode);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theSpeedLayerAgreesWithPlainCollections(int partitions) throws Exception {
        for (long seed = 2000; seed < 2025; seed++) {
            assertAgrees(seed, partitions, Backend.HEAP, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
        for (long seed = 3000; seed < 3001; seed++) {
            assertAgrees(seed, partitions, Backend.ROCKSDB, ClockMode.INGEST_TIME, OutputMode.UPDATE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theTruthAgreesWithPlainCollections(int partitions) throws Exception {
        for (long seed = 4000; seed < 4040; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long gap = random.nextLong(1, 60);
            RandomLog log = new RandomLog(random, partitions).inSessions(gap);
            RollupSettings settings = log.settings(ClockMode.NONE, OutputMode.APPEND);
            try (var harness = TransformationHarness.started(Backend.HEAP, DEVICES, settings)) {
                for (var partition : log.partitions) {
                    for (var entry : partition) {
                        harness.read(entry);
                    }
                }
                harness.finish();

                assertThat(standing(harness.emitted()))
                        .as("seed %d", seed)
                        .isEqualTo(new PlainSessions(log, ClockMode.NONE, gap).rows());
                assertThat(harness.stateEntries()).isZero();
            }
        }
    }

    private static void assertAgrees(long seed, int partitions, Backend backend, ClockMode clock, OutputMode mode)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long gap = random.nextLong(1, 60);
        RandomLog log = new RandomLog(random.split(), partitions).inSessions(gap);
        PlainSessions plain = new PlainSessions(log, clock, gap);

        List<ViewRecord<Temperatures>> committed =
                DisturbedRun.of(log, DEVICES, log.settings(clock, mode), backend, random);

        assertThat(standing(committed)).as("rows, seed %d", seed).isEqualTo(plain.rows());
        assertThat(RollupHarness.late(committed))
                .as("late contributions, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(plain.late);
        assertThat(ListedRecords.served(committed, DEVICES.aggregate()))
                .as("served, seed %d", seed)
                .isEqualTo(plain.served());
    }

    /** Rows as someone holds them who puts in what comes and takes out what is taken away: each of those must have been there. */
    private static Map<String, Map<Slot, Temperatures>> standing(List<ViewRecord<Temperatures>> records) {
        Map<String, Map<Slot, Temperatures>> rows = new TreeMap<>();
        for (ViewRow<Temperatures> row : RollupHarness.rows(records)) {
            Map<Slot, Temperatures> ofKey = rows.computeIfAbsent(row.key(), key -> new TreeMap<>());
            if (row.isRemoved()) {
                assertThat(ofKey.remove(row.slot())).as("what is taken away").isNotNull();
            } else {
                assertThat(row.contributions()).isEqualTo(row.accumulator().count());
                for (Slot slot : ofKey.keySet()) {
                    Window window = slot.window();
                    assertThat(slot.epoch() == row.slot().epoch()
                                    && !window.equals(row.slot().window())
                                    && window.touches(row.slot().window()))
                            .as("%s touches %s", row, slot)
                            .isFalse();
                }
                ofKey.put(row.slot(), row.accumulator());
            }
        }
        return rows;
    }
}
