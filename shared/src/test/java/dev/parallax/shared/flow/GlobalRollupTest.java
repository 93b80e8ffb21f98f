package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GlobalRollupTest {
    private static final Slot EVERYTHING = new Slot(Window.EVERYTHING, Slot.EVERY_EPOCH);

    @Test
    void nothingIsLateForAllOfTimeAndOnlyTheEndOfTheInputClosesIt() throws Exception {
        try (RollupHarness<WordCount> rollup =
                RollupHarness.started(Backend.HEAP, new WordsPipeline(), stream(OutputMode.UPDATE))) {
            rollup.take(word("owl", "11:00").share());
            rollup.hear(clock(0, "23:00"));
            rollup.take(word("owl", "11:00").stamped("23:00").share());
            rollup.barrier(1);
            assertThat(rollup.emittedRecords()).containsExactly(row("owl", EVERYTHING, 2));

            rollup.take(word("owl", "11:00").stamped("23:00").share());
            rollup.finish();
            assertThat(rollup.emittedRecords()).containsExactly(row("owl", EVERYTHING, 3));
            assertThat(rollup.stateEntries()).isZero();
            assertThat(rollup.timers()).isZero();
        }
    }

    @Test
    void appendingIsRefusedBecauseNoRowWouldEverCome() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream(OutputMode.APPEND))
                .withMessageContaining("--output-mode append")
                .withMessageContaining("--window global");
    }

    private static RollupSettings stream(OutputMode mode) {
        return RollupSettings.stream(
                Windows.global(), 1, Duration.ofDays(1), Duration.ZERO, Duration.ofMinutes(5), Duration.ZERO, mode);
    }
}
