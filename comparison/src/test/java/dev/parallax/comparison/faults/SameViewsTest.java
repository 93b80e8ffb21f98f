package dev.parallax.comparison.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.report.FaultReport.FinalView;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SameViewsTest {
    private static final Map<RowKey, RowValue<String>> BEFORE =
            Map.of(row("a"), value(1, "one"), row("b"), value(2, "two"), row("c"), value(3, "three"));

    @Test
    void theSameRowsAgree() {
        FinalView view = SameViews.compare("kappa", BEFORE, Map.copyOf(BEFORE), Set.of());

        assertThat(view).isEqualTo(new FinalView("kappa", 3, 3, 0, 0, 0, 0));
        assertThat(view.agrees()).isTrue();
    }

    @Test
    void aValueACountAMissingRowAndARowTooManyAreSeen() {
        Map<RowKey, RowValue<String>> now =
                Map.of(row("a"), value(1, "other"), row("b"), value(7, "two"), row("d"), value(4, "four"));

        FinalView view = SameViews.compare("kappa", BEFORE, now, Set.of());

        assertThat(view).isEqualTo(new FinalView("kappa", 3, 0, 2, 1, 1, 0));
        assertThat(view.agrees()).isFalse();
    }

    @Test
    void oneRowTooManyIsEnough() {
        Map<RowKey, RowValue<String>> now = Map.of(
                row("a"),
                value(1, "one"),
                row("b"),
                value(2, "two"),
                row("c"),
                value(3, "three"),
                row("d"),
                value(1, "x"));

        assertThat(SameViews.compare("kappa", BEFORE, now, Set.of()).agrees()).isFalse();
    }

    @Test
    void rowsThatAnIdlePartitionTouchedAreLeftOut() {
        Map<RowKey, RowValue<String>> now = Map.of(row("a"), value(1, "one"), row("b"), value(9, "else"));

        FinalView view = SameViews.compare("kappa", BEFORE, now, Set.of(row("b"), row("c")));

        assertThat(view).isEqualTo(new FinalView("kappa", 2, 1, 0, 0, 0, 1));
        assertThat(view.agrees()).isTrue();
    }

    private static RowKey row(String key) {
        return new RowKey(key, new Window(0, 600_000));
    }

    private static RowValue<String> value(long contributions, String accumulator) {
        return new RowValue<>(contributions, accumulator);
    }
}
