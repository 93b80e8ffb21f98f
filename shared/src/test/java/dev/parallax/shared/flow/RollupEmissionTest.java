package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.slot;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class RollupEmissionTest {
    @Parameter
    Backend backend;

    @AutoClose
    private RollupHarness<WordCount> rollup;

    @Test
    void updateModeEmitsEachChangedRowOncePerBarrier() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05"));
        take(word("dog", "11:06"));
        take(word("owl", "11:07"));
        take(word("owl", "11:17"));
        assertThat(rollup.emitted()).as("before the barrier").isEmpty();

        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        row("owl", slot("11:00", "11:10"), 2),
                        row("dog", slot("11:00", "11:10"), 1),
                        row("owl", slot("11:10", "11:20"), 1));
    }

    @Test
    void updateModeEmitsNothingThatHasNotChanged() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05"));
        take(word("dog", "11:05"));
        rollup.barrier(1);
        rollup.emitted();

        rollup.barrier(2);
        assertThat(rollup.emittedRecords()).isEmpty();

        take(word("dog", "11:06"));
        rollup.barrier(3);
        assertThat(rollup.emittedRecords()).containsExactly(row("dog", slot("11:00", "11:10"), 2));
    }

    @Test
    void updateModeEmitsAChangedRowWhenItsWindowClosesAndNotAgain() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05"));

        rollup.hear(clock(0, "11:10"));
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));

        rollup.barrier(1);
        assertThat(rollup.emittedRecords()).isEmpty();
    }

    @Test
    void updateModeEmitsNothingWhenAWindowClosesThatHasNotChangedSince() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05"));
        rollup.barrier(1);
        rollup.emitted();

        rollup.hear(clock(0, "11:10"));

        assertThat(rollup.emittedRecords()).isEmpty();
    }

    @Test
    void appendModeEmitsARowOnceWhenItsWindowCloses() throws Exception {
        start(OutputMode.APPEND, 1);
        take(word("owl", "11:05"));
        rollup.barrier(1);
        take(word("owl", "11:06"));
        take(word("owl", "11:16"));
        rollup.barrier(2);
        assertThat(rollup.emittedRecords()).as("while it is open").isEmpty();

        rollup.hear(clock(0, "11:09:59.998"));
        assertThat(rollup.emittedRecords()).isEmpty();

        rollup.hear(clock(0, "11:09:59.999"));
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));

        rollup.barrier(3);
        assertThat(rollup.emittedRecords()).isEmpty();
    }

    @Test
    void completeModeClosesNoWindowAndNothingIsLate() throws Exception {
        start(OutputMode.COMPLETE, 1);
        take(word("owl", "11:05"));
        rollup.hear(clock(0, "12:00"));
        rollup.barrier(1);
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));

        take(word("owl", "11:06").stamped("12:00"));
        rollup.barrier(2);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));
    }

    @Test
    void aClosedWindowLeavesNoStateAndNoTimer() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05").withId("E1"));
        take(word("owl", "11:06").withId("E2"));
        take(word("dog", "11:06").withId("E2"));
        assertThat(rollup.stateEntries()).isPositive();
        assertThat(rollup.timers()).isEqualTo(2);

        rollup.hear(clock(0, "11:10"));

        assertThat(rollup.stateEntries()).isZero();
        assertThat(rollup.timers()).isZero();
    }

    @Test
    void closingAWindowLeavesTheOthersOfItsKeyAlone() throws Exception {
        start(OutputMode.UPDATE, 1);
        take(word("owl", "11:05").withId("E1"));
        take(word("owl", "11:15").withId("E2"));
        rollup.hear(clock(0, "11:10"));
        rollup.emitted();

        take(word("owl", "11:15").withId("E2").from(0, 1));
        take(word("owl", "11:16").withId("E3"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:10", "11:20"), 2));
    }

    @Test
    void aWindowStaysOpenUntilEachPartitionHasPassedIt() throws Exception {
        start(OutputMode.APPEND, 2);
        take(word("owl", "11:05"));

        rollup.hear(clock(0, "12:00"));
        assertThat(rollup.emittedRecords()).as("one partition unknown").isEmpty();

        rollup.hear(clock(1, "11:09"));
        assertThat(rollup.emittedRecords()).as("one partition behind").isEmpty();

        rollup.hear(clock(1, "11:10"));
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    @Test
    void onlyTheEndOfTheInputIsHeardOfFlinksOwnWatermarks() throws Exception {
        start(OutputMode.APPEND, 1);
        take(word("owl", "11:05"));

        rollup.watermark(at("23:00"));
        assertThat(rollup.emittedRecords()).isEmpty();

        rollup.watermark(Long.MAX_VALUE);
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    /** Pitfall 18, the last window. */
    @Test
    void theEndOfTheInputClosesEveryWindow() throws Exception {
        for (OutputMode mode : OutputMode.values()) {
            try (RollupHarness<WordCount> ending = started(mode, 2)) {
                ending.take(word("owl", "11:05").share());
                ending.take(word("owl", "11:15").share());

                ending.finish();

                assertThat(ending.emittedRecords())
                        .as("%s", mode)
                        .containsExactlyInAnyOrder(
                                row("owl", slot("11:00", "11:10"), 1), row("owl", slot("11:10", "11:20"), 1));
                assertThat(ending.stateEntries()).isZero();
                assertThat(ending.timers()).isZero();
            }
        }
    }

    @Test
    void eachBarrierSaysHowFarTheWriterHasCome() throws Exception {
        start(OutputMode.UPDATE, 2);
        rollup.barrier(4);
        assertThat(rollup.emitted()).containsExactly(progress(4, Day.UNKNOWN, false));

        rollup.hear(clock(1, "11:20"), clock(0, "11:10"));
        rollup.barrier(5);
        assertThat(rollup.emitted())
                .containsExactly(new Progress<>(
                        5, 0, at("11:10"), false, List.of(clock(0, "11:10"), clock(1, "11:20")), EventCounts.NONE));
    }

    @Test
    void rowsComeBeforeTheWordOnProgressThatCoversThem() throws Exception {
        start(OutputMode.UPDATE, 2);
        take(word("owl", "11:05"));

        rollup.barrier(1);

        assertThat(rollup.emitted())
                .containsExactly(row("owl", slot("11:00", "11:10"), 1), progress(1, Day.UNKNOWN, false));
    }

    /** Flink passes barriers after the end of the input too, when a sink takes nothing any more. */
    @Test
    void theLastWordIsSaidOnceAtTheEnd() throws Exception {
        start(OutputMode.UPDATE, 2);

        rollup.finish();
        assertThat(rollup.emitted()).containsExactly(progress(Long.MAX_VALUE, Long.MAX_VALUE, true));

        rollup.barrier(9);
        assertThat(rollup.emitted()).isEmpty();
    }

    @Test
    void deadLettersPassThrough() throws Exception {
        start(OutputMode.APPEND, 1);
        DeadLetter<WordCount> letter = new DeadLetter<>(
                DeadLetter.Kind.MALFORMED, "It is no sentence.", "events", new Place(0, 3), new byte[] {1, 2});

        rollup.take(new Rejected<>(7, letter));

        assertThat(rollup.emitted())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(letter);
    }

    @Test
    void aPartitionThatTheLogWasSaidNotToHaveIsRefused() throws Exception {
        start(OutputMode.UPDATE, 2);

        assertThatIllegalStateException()
                .isThrownBy(() -> rollup.hear(clock(2, "11:00")))
                .withMessageContaining("2 partitions");
    }

    private static Progress<WordCount> progress(long checkpoint, long watermark, boolean last) {
        return new Progress<>(checkpoint, 0, watermark, last, List.of(), EventCounts.NONE);
    }

    @Test
    void aWindowDoesNotWaitForAPartitionThatHasEnded() throws Exception {
        start(OutputMode.APPEND, 3);
        take(word("owl", "11:05"));
        take(word("owl", "11:15"));
        rollup.hear(clock(0, "11:12"), clock(1, "11:02"));
        assertThat(rollup.emittedRecords()).isEmpty();

        rollup.take(new PartitionEnd<>(0, 1));
        assertThat(rollup.emittedRecords()).as("nothing was heard of the third").isEmpty();

        rollup.take(new PartitionEnd<>(0, 2));
        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    private void start(OutputMode mode, int partitions) throws Exception {
        rollup = started(mode, partitions);
    }

    private RollupHarness<WordCount> started(OutputMode mode, int partitions) throws Exception {
        Windows windows = Day.TEN_MINUTES;
        return RollupHarness.started(
                backend,
                new WordsPipeline(),
                RollupSettings.stream(
                        windows, partitions, Duration.ofDays(1), Duration.ZERO, Duration.ZERO, Duration.ZERO, mode));
    }

    private void take(Sent sent) throws Exception {
        rollup.take(sent.share());
    }
}
