package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.window;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The speed layer, with cuts at 12:00 and 13:00 of ingest time. */
@ParameterizedClass
@EnumSource(Backend.class)
class SpeedRollupTest {
    private static final Epochs EPOCHS = Epochs.endingAt(List.of(at("12:00"), at("13:00")));

    @Parameter
    Backend backend;

    @AutoClose
    private RollupHarness<WordCount> rollup;

    @BeforeEach
    void start() throws Exception {
        rollup = RollupHarness.started(
                backend, new WordsPipeline(), RollupSettings.speed(Day.TEN_MINUTES, 2, Duration.ofDays(1), EPOCHS));
    }

    @Test
    void aRowIsAnEpochsShareOfAWindow() throws Exception {
        take(word("owl", "11:55").inEpoch(1));
        take(word("owl", "11:56").inEpoch(2));
        take(word("owl", "11:57").inEpoch(2));

        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(1), 1), row("owl", epoch(2), 2));
    }

    @Test
    void nothingIsLate() throws Exception {
        rollup.hear(clock(0, "12:30"), clock(1, "12:30"));

        take(word("owl", "11:55").inEpoch(2).stamped("12:30"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(2), 1));
    }

    @Test
    void stateIsFreedOnceEachPartitionHasPassedTheEndOfTheEpoch() throws Exception {
        take(word("owl", "11:55").inEpoch(1).withId("E1"));

        rollup.hear(clock(0, "12:10"), clock(1, "11:59:59.999"));
        assertThat(rollup.timers()).isOne();

        rollup.hear(clock(1, "12:00"));
        assertThat(rollup.stateEntries()).isZero();
        assertThat(rollup.timers()).isZero();
        assertThat(rollup.emittedRecords())
                .as("changed since the last barrier")
                .containsExactly(row("owl", epoch(1), 1));
    }

    @Test
    void theEndOfAnEpochLeavesTheNextOneAlone() throws Exception {
        take(word("owl", "11:55").inEpoch(1));
        take(word("owl", "11:55").inEpoch(2));
        rollup.hear(clock(0, "12:10"), clock(1, "12:10"));
        rollup.emitted();

        take(word("owl", "11:56").inEpoch(2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(2), 2));
    }

    @Test
    void theWindowsOfAnEpochStayOpenHoweverFarEventTimeGoes() throws Exception {
        take(word("owl", "11:55").inEpoch(2));
        rollup.hear(clock(0, "12:59:59.999"), clock(1, "12:59:59.999"));
        take(word("owl", "11:55").inEpoch(2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(2), 2));
    }

    @Test
    void anEpochThatNoCutEndsIsFreedAtTheEndOfTheInput() throws Exception {
        take(word("owl", "11:55").inEpoch(3));
        rollup.hear(clock(0, "23:59"), clock(1, "23:59"));
        assertThat(rollup.timers()).isOne();

        rollup.finish();

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(3), 1));
        assertThat(rollup.stateEntries()).isZero();
    }

    @Test
    void countsADuplicateOnceWithinAnEpoch() throws Exception {
        take(word("owl", "11:55").inEpoch(1).withId("E1").from(0, 1));
        take(word("owl", "11:55").inEpoch(1).withId("E1").from(0, 2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(1), 1));
    }

    @Test
    void aDuplicateWhoseCopiesLieInTwoEpochsCountsInBoth() throws Exception {
        take(word("owl", "11:55").inEpoch(1).withId("E1").from(0, 1));
        take(word("owl", "11:55").inEpoch(2).withId("E1").from(0, 2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", epoch(1), 1), row("owl", epoch(2), 1));
    }

    private static Slot epoch(int number) {
        return new Slot(window("11:50", "12:00"), number);
    }

    private void take(Sent sent) throws Exception {
        rollup.take(sent.share());
    }
}
