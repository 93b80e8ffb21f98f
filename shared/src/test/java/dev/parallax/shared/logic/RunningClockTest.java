package dev.parallax.shared.logic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.PartitionClock;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunningClockTest {
    private final RunningClock clock = new RunningClock(PartitionClock.unset(3));

    @Test
    void isUnsetBeforeTheFirstRecord() {
        assertThat(clock.reading()).isEqualTo(PartitionClock.unset(3));
        assertThat(clock.watermark(10)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void showsTheGreatestTimesSoFar() {
        clock.read(0, 1000);
        clock.happened(900);
        clock.read(1, 1010);
        clock.happened(905);
        clock.read(2, 1005);
        clock.happened(800);

        assertThat(clock.reading()).isEqualTo(new PartitionClock(3, 3, 1000, 1010, 905, 3, 0, 0, 0));
        assertThat(clock.ingest()).isEqualTo(1010);
    }

    @Test
    void theWatermarkIsTheOutOfOrdernessBehindTheGreatestEventTime() {
        clock.read(0, 1000);
        clock.happened(900);

        assertThat(clock.watermark(0)).isEqualTo(900);
        assertThat(clock.watermark(60)).isEqualTo(840);
        assertThat(clock.reading().watermark(60)).isEqualTo(840);
    }

    @Test
    void aRecordThatIsNoEventMovesOnlyTheIngestClock() {
        clock.read(0, 1000);
        clock.malformed();
        clock.read(1, 2000);
        clock.invalid();

        assertThat(clock.reading()).isEqualTo(new PartitionClock(3, 2, 1000, 2000, Long.MIN_VALUE, 2, 1, 1, 0));
        assertThat(clock.watermark(60)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void countsGapsInTheOffsetsAsNoRecords() {
        clock.read(41, 1000);
        clock.factless();

        assertThat(clock.reading().nextOffset()).isEqualTo(42);
        assertThat(clock.reading().records()).isEqualTo(1);
        assertThat(clock.reading().factless()).isEqualTo(1);
    }

    @Test
    void goesOnFromAReadingAsIfItHadNeverStopped() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RunningClock whole = new RunningClock(PartitionClock.unset(0));
            RunningClock resumed = new RunningClock(PartitionClock.unset(0));
            for (int offset = 0; offset < 50; offset++) {
                if (random.nextInt(5) == 0) {
                    resumed = new RunningClock(resumed.reading());
                }
                long ingest = random.nextLong(-1000, 1000);
                long event = random.nextLong(-1000, 1000);
                int kind = random.nextInt(4);
                go(whole, offset, ingest, event, kind);
                go(resumed, offset, ingest, event, kind);
            }
            assertThat(resumed.reading()).as("seed %d", seed).isEqualTo(whole.reading());
        }
    }

    private static void go(RunningClock clock, int offset, long ingest, long event, int kind) {
        clock.read(offset, ingest);
        switch (kind) {
            case 0 -> clock.malformed();
            case 1 -> clock.invalid();
            case 2 -> {
                clock.factless();
                clock.happened(event);
            }
            default -> clock.happened(event);
        }
    }
}
