package dev.parallax.shared.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochsTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Pitfall 11, the seam: the record exactly at a cut is behind it. */
    @ParameterizedTest
    @CsvSource({"-5, 1", "0, 1", "99, 1", "100, 2", "101, 2", "199, 2", "200, 3", "201, 3", "9999999, 3"})
    void aRecordExactlyAtACutIsInTheLaterEpoch(long ingestClock, int epoch) {
        assertThat(Epochs.endingAt(List.of(100L, 200L)).at(ingestClock)).isEqualTo(epoch);
    }

    @Test
    void anEpochEndsAtItsCut() {
        Epochs epochs = Epochs.endingAt(List.of(100L, 200L));

        assertThat(epochs.end(1)).isEqualTo(100);
        assertThat(epochs.end(2)).isEqualTo(200);
        assertThat(epochs.end(3)).as("behind the last cut").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void cutsLieAtAllMultiplesOfAnInterval() {
        Epochs epochs = Epochs.every(Duration.ofHours(1));
        long noon = Instant.parse("2023-01-05T12:00:00Z").toEpochMilli();
        int afterNoon = epochs.at(noon);

        assertThat(epochs.at(noon - 1)).isEqualTo(afterNoon - 1);
        assertThat(epochs.at(noon + HOUR - 1)).isEqualTo(afterNoon);
        assertThat(epochs.at(noon + HOUR)).isEqualTo(afterNoon + 1);
        assertThat(epochs.end(afterNoon)).isEqualTo(noon + HOUR);
        assertThat(epochs.at(0)).as("epochs are numbered from 1").isEqualTo(1);
    }

    /** {@link Slot#EVERY_EPOCH} must not stand for one of the epochs. */
    @Test
    void noIntervalHasTheNumberThatStandsForEveryEpoch() {
        assertThat(Epochs.every(Duration.ofHours(1)).at(-1)).isNotEqualTo(Slot.EVERY_EPOCH);
    }

    @Test
    void theEndOfAnIntervalDoesNotOverflow() {
        long farAway = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
        Epochs epochs = Epochs.every(Duration.ofHours(1));

        assertThat(epochs.end(epochs.at(farAway)))
                .isEqualTo(Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli());
    }

    @Test
    void withoutCutsEachRecordBelongsToEveryEpoch() {
        assertThat(Epochs.none().at(Long.MIN_VALUE)).isEqualTo(Slot.EVERY_EPOCH);
        assertThat(Epochs.none().at(123)).isEqualTo(Slot.EVERY_EPOCH);
        assertThat(Epochs.none().end(Slot.EVERY_EPOCH)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRecordLiesBeforeTheEndOfItsEpochAndNotBeforeTheEndOfTheOneBefore() {
        for (long seed = 0; seed < 1000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Long> cuts = random.longs(random.nextInt(1, 10), 0, 1000)
                    .sorted()
                    .boxed()
                    .toList();
            Epochs epochs = random.nextBoolean()
                    ? Epochs.endingAt(cuts)
                    : Epochs.every(Duration.ofMillis(random.nextLong(1, 100)));
            long ingestClock = random.nextLong(0, 1000);

            int epoch = epochs.at(ingestClock);

            assertThat(ingestClock).as("seed %d", seed).isLessThan(epochs.end(epoch));
            if (epoch > 1) {
                assertThat(ingestClock).as("seed %d", seed).isGreaterThanOrEqualTo(epochs.end(epoch - 1));
            }
        }
    }
}
