package dev.parallax.shared.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.words.WordCount;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WholeViewTest {
    private static final Slot SLOT = new Slot(new Window(0, 600_000), Slot.EVERY_EPOCH);

    private static OneInputStreamOperatorTestHarness<ViewRow<WordCount>, ViewRow<WordCount>> harness(long maxRows)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(new WholeView<>(WordCount.class, maxRows), 1, 1, 0);
    }

    private static ViewRow<WordCount> row(String word, long count) {
        return new ViewRow<>(word, SLOT, count, new WordCount(count));
    }

    private static List<ViewRow<WordCount>> trigger(
            OneInputStreamOperatorTestHarness<ViewRow<WordCount>, ViewRow<WordCount>> view) throws Exception {
        view.prepareSnapshotPreBarrier(1);
        List<ViewRow<WordCount>> rows = view.extractOutputValues();
        view.getOutput().clear();
        return rows;
    }

    @Test
    void handsOutEveryRowByKeyWhenOneChanged() throws Exception {
        try (var view = harness(10)) {
            view.open();
            view.processElement(row("owl", 1), 0);
            view.processElement(row("dog", 2), 0);
            assertThat(view.extractOutputValues()).isEmpty();

            assertThat(trigger(view)).containsExactly(row("dog", 2), row("owl", 1));

            view.processElement(row("owl", 3), 0);
            assertThat(trigger(view)).containsExactly(row("dog", 2), row("owl", 3));
        }
    }

    @Test
    void saysNothingWhenNothingChanged() throws Exception {
        try (var view = harness(10)) {
            view.open();
            view.processElement(row("owl", 1), 0);
            trigger(view);

            assertThat(trigger(view)).isEmpty();
        }
    }

    @Test
    void leavesOutARowThatWasTakenAway() throws Exception {
        try (var view = harness(10)) {
            view.open();
            view.processElement(row("owl", 1), 0);
            view.processElement(row("dog", 2), 0);
            trigger(view);

            view.processElement(ViewRow.removed("owl", SLOT), 0);

            assertThat(trigger(view)).containsExactly(row("dog", 2));
        }
    }

    @Test
    void remembersItsRowsOverARestart() throws Exception {
        OperatorSubtaskState saved;
        try (var view = harness(10)) {
            view.open();
            view.processElement(row("owl", 1), 0);
            trigger(view);
            saved = view.snapshot(1, 1);
        }
        try (var view = harness(10)) {
            view.initializeState(saved);
            view.open();
            view.processElement(row("dog", 2), 0);

            assertThat(trigger(view)).containsExactly(row("dog", 2), row("owl", 1));
        }
    }

    @Test
    void takesAsManyRowsAsItIsAllowedAndNotOneMore() throws Exception {
        try (var view = harness(2)) {
            view.open();
            view.processElement(row("owl", 1), 0);
            view.processElement(row("dog", 1), 0);
            view.processElement(row("dog", 2), 0);

            assertThatThrownBy(() -> view.processElement(row("cat", 1), 0))
                    .rootCause()
                    .hasMessageContaining("more than 2 rows")
                    .hasMessageContaining("--complete-max-rows");
        }
    }
}
