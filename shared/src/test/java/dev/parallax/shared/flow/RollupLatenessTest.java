package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.slot;
import static dev.parallax.shared.flow.Day.window;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class RollupLatenessTest {
    private static final Duration NO_IDLENESS = Duration.ZERO;
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @Parameter
    Backend backend;

    @AutoClose
    private RollupHarness<WordCount> rollup;

    @Test
    void aLateContributionIsOnRecordWithItsPlaceAndInNoRow() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 1, NO_IDLENESS);

        take(word("owl", "11:05").saidTimes(3).from(2, 7).stamped("11:20"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(late("owl", "11:00", "11:10", new Place(2, 7), 3, false));
        assertThat(rollup.stateEntries()).isZero();
        assertThat(rollup.timers()).isZero();
    }

    @Test
    void aWindowIsClosedOnceTheStampShowsItsLastMillisecond() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 1, NO_IDLENESS);

        take(word("owl", "11:05").from(0, 1).stamped("11:09:59.998"));
        take(word("owl", "11:05").from(0, 2).stamped("11:09:59.999"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        late("owl", "11:00", "11:10", new Place(0, 2), 1, false),
                        row("owl", slot("11:00", "11:10"), 1));
    }

    @Test
    void anEventBehindTheClockIsNotLateWhileItsWindowIsOpen() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 1, NO_IDLENESS);

        take(word("owl", "11:01").stamped("11:09"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    @Test
    void allowedLatenessKeepsAWindowOpenForLonger() throws Exception {
        start(Day.TEN_MINUTES, Duration.ofMinutes(5), 1, NO_IDLENESS);

        take(word("owl", "11:05").from(0, 1).stamped("11:14:59.998"));
        take(word("owl", "11:05").from(0, 2).stamped("11:14:59.999"));
        rollup.hear(clock(0, "11:14:59.998"));
        assertThat(rollup.timers()).isOne();
        rollup.hear(clock(0, "11:14:59.999"));

        assertThat(rollup.timers()).isZero();
        assertThat(rollup.emittedRecords())
                .containsExactly(
                        late("owl", "11:00", "11:10", new Place(0, 2), 1, false),
                        row("owl", slot("11:00", "11:10"), 1));
    }

    /** Pitfall 21, partly late. */
    @Test
    void anEventLateForOneOfItsSlidingWindowsLosesOnlyThatOne() throws Exception {
        start(Day.SLIDING, Duration.ZERO, 1, NO_IDLENESS);

        take(word("owl", "11:07").from(0, 5).stamped("11:12"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        late("owl", "11:00", "11:10", new Place(0, 5), 1, false),
                        row("owl", slot("11:05", "11:15"), 1));
    }

    @Test
    void anEventLateForAllOfItsSlidingWindowsIsOnRecordForEach() throws Exception {
        start(Day.SLIDING, Duration.ZERO, 1, NO_IDLENESS);

        take(word("owl", "11:07").from(0, 5).stamped("11:15"));

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        late("owl", "11:00", "11:10", new Place(0, 5), 1, false),
                        late("owl", "11:05", "11:15", new Place(0, 5), 1, false));
    }

    @Test
    void theClocksOfOtherPartitionsMakeNoEventLate() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 2, NO_IDLENESS);

        rollup.hear(clock(0, "15:00"), clock(1, "11:04"));
        take(word("owl", "11:05").from(1, 1).stamped("11:04"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    @Test
    void whatASkippedIdlePartitionMissedIsMarkedIdle() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 2, HALF_AN_HOUR);

        rollup.hear(clock(1, "11:04"), clock(0, "15:00"));
        take(word("owl", "11:05").from(1, 1).stamped("11:04"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(late("owl", "11:00", "11:10", new Place(1, 1), 1, true));
    }

    @Test
    void whatWouldHaveBeenLateAnywayIsNotMarkedIdle() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 2, HALF_AN_HOUR);

        rollup.hear(clock(1, "11:14"), clock(0, "15:00"));
        take(word("owl", "11:05").from(1, 1).stamped("11:14"));

        assertThat(rollup.emittedRecords()).containsExactly(late("owl", "11:00", "11:10", new Place(1, 1), 1, false));
    }

    @Test
    void aWindowThatTheIdleSkipLeftOpenTakesTheEvent() throws Exception {
        start(Day.TEN_MINUTES, Duration.ZERO, 2, HALF_AN_HOUR);

        rollup.hear(clock(1, "11:04"), clock(0, "15:00"));
        take(word("owl", "15:05").from(1, 1).stamped("11:04"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("15:00", "15:10"), 1));
    }

    @Test
    void nothingIsLateForTheTruth() throws Exception {
        rollup = RollupHarness.started(
                backend, new WordsPipeline(), RollupSettings.batch(Day.TEN_MINUTES, 1, Duration.ofDays(1)));

        take(word("owl", "11:05").stamped("23:00"));
        rollup.hear(clock(0, "23:00"));
        take(word("owl", "11:06").stamped("23:00"));
        rollup.finish();

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));
    }

    private void start(Windows windows, Duration allowedLateness, int partitions, Duration idleAfter) throws Exception {
        rollup = RollupHarness.started(
                backend,
                new WordsPipeline(),
                RollupSettings.stream(
                        windows,
                        partitions,
                        Duration.ofDays(1),
                        Duration.ZERO,
                        allowedLateness,
                        idleAfter,
                        OutputMode.UPDATE));
    }

    private void take(Sent sent) throws Exception {
        rollup.take(sent.share());
    }

    private static LateContribution<WordCount> late(
            String key, String start, String end, Place place, long contributions, boolean idle) {
        return new LateContribution<>(
                key,
                window(start, end),
                place,
                contributions,
                idle ? LateContribution.Kind.IDLE : LateContribution.Kind.LATE);
    }
}
