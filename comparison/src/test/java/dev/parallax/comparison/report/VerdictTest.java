package dev.parallax.comparison.report;

import static dev.parallax.comparison.report.SampleReports.causes;
import static dev.parallax.comparison.report.SampleReports.cut;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void allRowsCorrectIsSaidPlainly() {
        assertThat(Verdict.sentence(cut(1, "end", 512, 512, 0, 0, 0, Map.of())))
                .isEqualTo("all 512 rows are as the truth has them at the end of the log.");
        assertThat(Verdict.sentence(cut(1, "end", 1, 1, 0, 0, 0, Map.of())))
                .isEqualTo("the only row is as the truth has it at the end of the log.");
    }

    @Test
    void differencesComeWithTheirCauses() {
        assertThat(Verdict.sentence(cut(1, "end", 512, 508, 1, 3, 0, causes(4, 0, 0, 0, 0))))
                .isEqualTo("4 of 512 rows differ from the truth at the end of the log, all explained: late 4.");
        assertThat(Verdict.sentence(cut(1, "end", 512, 511, 0, 1, 0, causes(1, 1, 0, 0, 0))))
                .isEqualTo("1 of 512 rows differs from the truth at the end of the log, all explained: late 1, repeated"
                        + " 1.");
    }

    @Test
    void unexplainedDifferencesAreNamedAsSuch() {
        assertThat(Verdict.sentence(cut(1, "end", 512, 508, 1, 3, 0, causes(3, 0, 0, 0, 1))))
                .isEqualTo("4 of 512 rows differ from the truth at the end of the log, 1 of them unexplained: late 3,"
                        + " unexplained 1.");
        assertThat(Verdict.sentence(cut(1, "end", 512, 508, 1, 3, 0, Map.of())))
                .isEqualTo("4 of 512 rows differ from the truth at the end of the log, without any cause.");
    }

    @Test
    void extraRowsAreNotCountedAmongThoseOfTheTruth() {
        assertThat(Verdict.sentence(cut(1, "end", 512, 512, 0, 0, 2, causes(0, 2, 0, 0, 0))))
                .isEqualTo(
                        "all 512 rows are as the truth has them at the end of the log, but 2 rows are served that the"
                                + " truth does not have, all explained: repeated 2.");
    }
}
