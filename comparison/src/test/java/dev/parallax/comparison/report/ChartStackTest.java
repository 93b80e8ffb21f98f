package dev.parallax.comparison.report;

import static dev.parallax.comparison.report.SampleReports.causes;
import static dev.parallax.comparison.report.SampleReports.cut;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartStackTest {
    private static final List<String> CAUSES = List.of("late", "repeated", "unexplained");

    @Test
    void aRowWithTwoCausesIsDividedBetweenThem() {
        ChartStack stack = ChartStack.of(cut(1, "end", 10, 9, 0, 1, 0, causes(1, 1, 0, 0, 0)), CAUSES);

        assertThat(stack.layers()).containsExactly(5.0, 5.0, 0.0, 90.0);
    }

    @Test
    void rowsWithoutAnyCauseAreUnexplained() {
        ChartStack stack = ChartStack.of(cut(1, "end", 10, 8, 2, 0, 0, causes(0, 0, 0, 0, 0)), CAUSES);

        assertThat(stack.layers()).containsExactly(0.0, 0.0, 20.0, 80.0);
    }

    @Test
    void extraRowsTakeNothingFromTheRowsThatAreCorrect() {
        ChartStack stack = ChartStack.of(cut(1, "end", 10, 10, 0, 0, 3, causes(0, 3, 0, 0, 0)), CAUSES);

        assertThat(stack.layers()).containsExactly(0.0, 0.0, 0.0, 100.0);
    }
}
