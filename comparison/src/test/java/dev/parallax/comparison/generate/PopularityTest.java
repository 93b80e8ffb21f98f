package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final int DRAWS = 100_000;

    private static double[] shares(Popularity popularity, int many) {
        double[] shares = new double[many];
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            shares[popularity.draw(random)] += 1.0 / DRAWS;
        }
        return shares;
    }

    /** With exponent 1 and four, the shares are in proportion to 1, 1/2, 1/3 and 1/4: 12, 6, 4 and 3 of 25. */
    @Test
    void theFirstIsDrawnTwiceAsOftenAsTheSecond() {
        assertThat(shares(Popularity.of(4, 1.0), 4))
                .containsExactly(new double[] {12 / 25.0, 6 / 25.0, 4 / 25.0, 3 / 25.0}, within(0.01));
    }

    /** 1 / (1 + 2^-2) = 0.8. */
    @Test
    void theGreaterTheExponentTheSteeper() {
        assertThat(shares(Popularity.of(2, 2.0), 2)).containsExactly(new double[] {0.8, 0.2}, within(0.01));
    }

    @Test
    void withExponentZeroAllAreDrawnAsOften() {
        assertThat(shares(Popularity.of(5, 0.0), 5)).containsOnly(new double[] {0.2}, within(0.01));
    }

    @Test
    void oneAloneIsAlwaysDrawn() {
        assertThat(shares(Popularity.of(1, 1.2), 1)).containsExactly(new double[] {1}, within(1e-9));
    }
}
