package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Size SMALL = new Size(1_000_000);
    private static final Size LARGE = new Size(3_000_000);
    private static final Offset<Double> EXACTLY = within(1e-9);

    /** In each round the baseline and a job, on one and on three million readings; the machine was slow in the second round. */
    private static Results measured() {
        Results results = new Results();
        add(results, 1, 4, 12, 10, 16);
        add(results, 2, 8, 24, 15, 35);
        add(results, 3, 5, 15, 10, 18);
        return results;
    }

    private static void add(Results results, int round, double... cpu) {
        results.add("baseline", SMALL, 1_000_000, round, took(cpu[0], 2 * cpu[0]));
        results.add("job", SMALL, 1_000_000, round, took(cpu[2], cpu[2] / 2));
        results.add("baseline", LARGE, 3_000_000, round, took(cpu[1], 2 * cpu[1]));
        results.add("job", LARGE, 3_000_000, round, took(cpu[3], cpu[3] / 2));
    }

    private static Measurement took(double cpu, double wall) {
        return new Measurement(cpu, wall, OptionalDouble.of(100 + cpu));
    }

    @Test
    void figuresAreMediansOverTheRounds() {
        Results results = measured();

        // 16, 35, 18
        assertThat(results.cpuSeconds("job", LARGE)).hasValue(18);
        assertThat(results.wallSeconds("job", LARGE)).hasValue(9);
        assertThat(results.peakMebibytes("job", LARGE)).hasValue(118);
        // 3,000,000 in 9 s
        assertThat(results.readingsPerSecond("job", LARGE).orElseThrow()).isEqualTo(1_000_000 / 3.0, within(1e-6));
    }

    @Test
    void aRatioIsTakenWithinARoundBeforeTheMedian() {
        // 16/12, 35/24, 18/15: 1.33, 1.46, 1.20. The ratio of the medians would be 18/15.
        assertThat(measured().ratio("job", "baseline", LARGE).orElseThrow()).isEqualTo(16.0 / 12, EXACTLY);
        assertThat(measured().ratio("baseline", "baseline", LARGE)).hasValue(1);
    }

    @Test
    void aSlopeIsTheCostOfAnExtraMillion() {
        // Over two extra millions: baseline 8, 16, 10; job 6, 20, 8.
        assertThat(measured().slope("baseline").orElseThrow()).isEqualTo(5, EXACTLY);
        assertThat(measured().slope("job").orElseThrow()).isEqualTo(4, EXACTLY);
        // 6/8, 20/16, 8/10
        assertThat(measured().slopeRatio("job", "baseline").orElseThrow()).isEqualTo(0.8, EXACTLY);
    }

    @Test
    void oneSizeHasNoSlope() {
        Results results = new Results();
        results.add("baseline", SMALL, 1_000_000, 1, took(1, 1));

        assertThat(results.slope("baseline")).isEmpty();
        assertThat(new ResultTable(results, "baseline", false).text()).doesNotContain("extra million");
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Results.median(List.of(9.0, 1.0, 4.0, 2.0))).hasValue(3);
        assertThat(Results.median(List.of())).isEmpty();
    }

    @Test
    void theTableShowsWhatWasWorkedOut() {
        assertThat(new ResultTable(measured(), "baseline", false).text()).isEqualTo("""
                1,000,000 readings

                | program  | CPU s | wall s | peak MiB | readings/s | CPU / baseline |
                | -------- | ----: | -----: | -------: | ---------: | -------------: |
                | baseline |  5.00 |  10.00 |      105 |    100,000 |           1.00 |
                | job      | 10.00 |   5.00 |      110 |    200,000 |           2.00 |

                3,000,000 readings

                | program  | CPU s | wall s | peak MiB | readings/s | CPU / baseline |
                | -------- | ----: | -----: | -------: | ---------: | -------------: |
                | baseline | 15.00 |  30.00 |      115 |    100,000 |           1.00 |
                | job      | 18.00 |   9.00 |      118 |    333,333 |           1.33 |

                Per extra million readings, between 1M and 3M

                | program  | CPU s | slope / baseline |
                | -------- | ----: | ---------------: |
                | baseline |  5.00 |             1.00 |
                | job      |  4.00 |             0.80 |
                """);
    }

    @Test
    void onASharedMachineOnlyRatiosAreShown() {
        assertThat(new ResultTable(measured(), "baseline", true).text())
                .contains("| program  | CPU / baseline |", "| job      |             0.80 |")
                .doesNotContain("CPU s", "wall s", "readings/s");
    }

    @Test
    void aProgramThatFailedIsForgotten() {
        Results results = measured();

        results.remove("job");

        assertThat(results.programs()).containsExactly("baseline");
        assertThat(new ResultTable(results, "baseline", false).text()).doesNotContain("job");
    }
}
