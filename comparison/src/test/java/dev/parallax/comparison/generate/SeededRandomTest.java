package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static final int DRAWS = 100_000;

    private final SeededRandom random = new SeededRandom(1);

    @Test
    void eachNumberBelowABoundIsDrawnAsOften() {
        int[] drawn = new int[10];
        for (int i = 0; i < DRAWS; i++) {
            drawn[random.below(10)]++;
        }

        for (int times : drawn) {
            assertThat(times).isCloseTo(DRAWS / 10, within(DRAWS / 100));
        }
    }

    @Test
    void largeBoundsAreReachedAndNotExceeded() {
        long bound = (1L << 62) - 1;
        long largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            long drawn = random.below(bound);
            assertThat(drawn).isBetween(0L, bound - 1);
            largest = Math.max(largest, drawn);
        }

        assertThat(largest).isGreaterThan(bound / 1000 * 999);
    }

    @Test
    void belowOneThereIsOnlyZero() {
        assertThat(random.below(1)).isZero();
        assertThat(random.skewedBelow(1)).isZero();
    }

    @Test
    void aSkewedDrawPrefersLowNumbersAndReachesAll() {
        int[] drawn = new int[200];
        for (int i = 0; i < DRAWS; i++) {
            drawn[random.skewedBelow(200)]++;
        }

        int ofTheFirstTen = 0;
        for (int i = 0; i < 10; i++) {
            ofTheFirstTen += drawn[i];
        }
        assertThat(ofTheFirstTen).isBetween(DRAWS / 3, DRAWS / 2);
        assertThat(drawn).doesNotContain(0);
    }
}
