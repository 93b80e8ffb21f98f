package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.session;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions with a gap of half an hour. */
@ParameterizedClass
@EnumSource(Backend.class)
class SessionRollupTest {
    private static final WordsPipeline WORDS = new WordsPipeline();

    @Parameter
    Backend backend;

    @AutoClose
    private RollupHarness<WordCount> rollup;

    @BeforeEach
    void start() throws Exception {
        rollup = RollupHarness.started(backend, WORDS, stream(OutputMode.UPDATE, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void aSessionEndsAGapAfterItsLastEvent() throws Exception {
        take(word("owl", "11:00"));
        take(word("owl", "11:20"));
        take(word("dog", "11:30"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactlyInAnyOrder(
                        sessionRow("owl", "11:00", "11:50", 2), sessionRow("dog", "11:30", "12:00", 1));
    }

    /** As with Flink's own session windows. */
    @Test
    void anEventAtTheVeryEndOfASessionBelongsToItAndOneAMillisecondLaterDoesNot() throws Exception {
        take(word("owl", "11:00"));
        take(word("owl", "11:30"));
        take(word("owl", "12:00:00.001"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactlyInAnyOrder(
                        sessionRow("owl", "11:00", "12:00", 2), sessionRow("owl", "12:00:00.001", "12:30:00.001", 1));
    }

    @Test
    void aSessionThatGrowsTakesAwayTheRowThatItHad() throws Exception {
        take(word("owl", "11:00"));
        rollup.barrier(1);
        rollup.emitted();

        take(word("owl", "11:20"));
        take(word("owl", "10:50"));
        rollup.barrier(2);
        assertThat(rollup.emittedRecords())
                .containsExactly(removed("owl", "11:00", "11:30"), sessionRow("owl", "10:50", "11:50", 3));

        take(word("owl", "11:05"));
        rollup.barrier(3);
        assertThat(rollup.emittedRecords())
                .as("it has not grown")
                .containsExactly(sessionRow("owl", "10:50", "11:50", 4));
    }

    @Test
    void anEventBetweenTwoSessionsMakesThemOneAndTakesAwayBothRows() throws Exception {
        take(word("owl", "11:00"));
        take(word("owl", "11:40"));
        rollup.barrier(1);
        assertThat(rollup.emittedRecords())
                .containsExactlyInAnyOrder(
                        sessionRow("owl", "11:00", "11:30", 1), sessionRow("owl", "11:40", "12:10", 1));

        take(word("owl", "11:20"));
        rollup.barrier(2);
        List<ViewRow<WordCount>> rows = RollupHarness.rows(rollup.emittedRecords());
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        removed("owl", "11:00", "11:30"),
                        removed("owl", "11:40", "12:10"),
                        sessionRow("owl", "11:00", "12:10", 3));
        assertThat(rows.get(2).isRemoved())
                .as("what takes their place comes last")
                .isFalse();
    }

    @Test
    void aRowThatWasNeverWrittenIsNotTakenAway() throws Exception {
        take(word("owl", "11:00"));
        take(word("owl", "11:40"));
        take(word("owl", "11:20"));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "12:10", 3));
    }

    @Test
    void aCopyIsKnownInTheSessionThatHasTakenInItsOwn() throws Exception {
        take(word("owl", "11:00").withId("E1").from(0, 1));
        take(word("owl", "11:40").withId("E2").from(0, 2));
        take(word("owl", "11:45").withId("E3").from(0, 3));
        take(word("owl", "11:20").withId("E4").from(0, 4));

        take(word("owl", "11:00").withId("E1").from(0, 5));
        take(word("owl", "11:40").withId("E2").from(0, 6));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "12:15", 4));
    }

    /** Few enough for the rows of both sessions and of the one, for both but not for the one, and for one of both or none. */
    @ParameterizedTest
    @CsvSource({"1, 2", "5, 5", "2, 10", "10, 2", "10, 10"})
    void copiesAreKnownInASessionHoweverManyEventsItHasTakenIn(int early, int late) throws Exception {
        takeAll("11:00", early, 0);
        takeAll("11:40", late, 100);
        take(word("owl", "11:20").withId("E200").from(0, 200));

        takeAll("11:40", late, 100);
        takeAll("11:00", early, 0);
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "12:10", early + late + 1));
        rollup.hear(clock(0, "12:10"));
        assertThat(rollup.stateEntries()).isZero();
    }

    private void takeAll(String time, int events, int first) throws Exception {
        for (int event = first; event < first + events; event++) {
            take(word("owl", time).withId("E" + event).from(0, event));
        }
    }

    @Test
    void nothingIsLeftOfASessionThatIsClosed() throws Exception {
        take(word("owl", "11:00").withId("E1"));
        take(word("owl", "11:40").withId("E2"));
        take(word("owl", "11:20").withId("E3"));
        take(word("dog", "09:00").withId("E4"));
        take(word("dog", "11:05").withId("E5"));

        rollup.hear(clock(0, "12:10"));

        assertThat(rollup.emittedRecords())
                .containsExactlyInAnyOrder(
                        sessionRow("dog", "09:00", "09:30", 1),
                        sessionRow("dog", "11:05", "11:35", 1),
                        sessionRow("owl", "11:00", "12:10", 3));
        assertThat(rollup.stateEntries()).isZero();
        assertThat(rollup.timers()).isZero();
    }

    @Test
    void aSessionStaysOpenAsLongAsSomethingInTimeCouldTouchIt() throws Exception {
        take(word("owl", "11:00"));
        rollup.hear(clock(0, "11:29:59.999"));
        take(word("owl", "11:30").stamped("11:29:59.999"));
        rollup.hear(clock(0, "11:59:59.999"));
        assertThat(rollup.timers()).isOne();
        assertThat(rollup.emittedRecords()).isEmpty();

        rollup.hear(clock(0, "12:00"));

        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "12:00", 2));
        assertThat(rollup.stateEntries()).isZero();
    }

    /** By Flink's own rule, the second would still be taken, and find a part of its session or not. */
    @Test
    void whatTheClockHasPassedIsLateAndMaySplitASession() throws Exception {
        take(word("owl", "11:00").from(0, 1).stamped("10:59:59.999"));
        take(word("owl", "11:00").from(0, 2).stamped("11:00"));
        take(word("owl", "11:00").from(0, 3).stamped("11:29:59.999"));
        take(word("owl", "11:00").from(0, 4).stamped("11:30"));

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        notIn("11:00", "11:30", 2, LateContribution.Kind.SPLIT),
                        notIn("11:00", "11:30", 3, LateContribution.Kind.SPLIT),
                        notIn("11:00", "11:30", 4, LateContribution.Kind.LATE));
    }

    @Test
    void allowedLatenessKeepsSessionsOpen() throws Exception {
        rollup.close();
        rollup = RollupHarness.started(backend, WORDS, stream(OutputMode.APPEND, Duration.ofMinutes(5), Duration.ZERO));
        take(word("owl", "11:00"));

        rollup.hear(clock(0, "11:34:59.999"));
        take(word("owl", "11:30").stamped("11:34:59.999").from(0, 1));
        take(word("owl", "11:30").stamped("11:35").from(0, 2));
        rollup.hear(clock(0, "12:04:59.999"));
        assertThat(rollup.emittedRecords()).containsExactly(notIn("11:30", "12:00", 2, LateContribution.Kind.SPLIT));

        rollup.hear(clock(0, "12:05"));
        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "12:00", 2));
        assertThat(rollup.stateEntries()).isZero();
    }

    @Test
    void whatOnlyASkippedPartitionMakesLateIsMarkedSo() throws Exception {
        rollup.close();
        rollup =
                RollupHarness.started(backend, WORDS, stream(OutputMode.UPDATE, Duration.ZERO, Duration.ofMinutes(30)));
        rollup.hear(clock(0, "12:00"));

        take(word("owl", "11:50").from(0, 1).stamped("11:00"));

        assertThat(rollup.emittedRecords()).containsExactly(notIn("11:50", "12:20", 1, LateContribution.Kind.IDLE));
    }

    @Test
    void aSessionGoesOnAfterARestore() throws Exception {
        take(word("owl", "11:00").withId("E1").from(0, 1));
        take(word("owl", "11:40").withId("E2").from(0, 2));
        var state = rollup.snapshot(1);
        rollup.close();
        rollup = RollupHarness.restored(backend, WORDS, stream(OutputMode.UPDATE, Duration.ZERO, Duration.ZERO), state);

        take(word("owl", "11:40").withId("E2").from(0, 3));
        take(word("owl", "11:20").withId("E3").from(0, 4));
        rollup.barrier(2);
        assertThat(rollup.emittedRecords())
                .containsExactlyInAnyOrder(
                        removed("owl", "11:00", "11:30"),
                        removed("owl", "11:40", "12:10"),
                        sessionRow("owl", "11:00", "12:10", 3));

        rollup.hear(clock(0, "12:10"));
        assertThat(rollup.emittedRecords()).as("nothing has changed since").isEmpty();
        assertThat(rollup.stateEntries()).isZero();
        assertThat(rollup.timers()).isZero();
    }

    /** An attempt that was abandoned may have written over it in a store without transactions. */
    @Test
    void anOpenSessionIsWrittenOnceMoreAfterARestore() throws Exception {
        take(word("owl", "11:00"));
        var state = rollup.snapshot(1);
        rollup.close();
        rollup = RollupHarness.restored(backend, WORDS, stream(OutputMode.UPDATE, Duration.ZERO, Duration.ZERO), state);

        rollup.barrier(2);
        rollup.barrier(3);

        assertThat(rollup.emittedRecords()).containsExactly(sessionRow("owl", "11:00", "11:30", 1));
    }

    /** The cut is at 12:00 of ingest time: 11:50 and 12:10 are one session for the reader alone. */
    @Test
    void eachEpochHasItsOwnShareOfASession() throws Exception {
        rollup.close();
        rollup = RollupHarness.started(
                backend,
                WORDS,
                RollupSettings.speed(Day.SESSIONS, 1, Duration.ofDays(1), Epochs.endingAt(List.of(at("12:00")))));
        take(word("owl", "11:50").inEpoch(1));
        take(word("owl", "12:10").inEpoch(2));
        rollup.barrier(1);

        var emitted = rollup.emittedRecords();
        assertThat(emitted)
                .containsExactlyInAnyOrder(
                        row("owl", new Slot(session("11:50", "12:20"), 1), 1),
                        row("owl", new Slot(session("12:10", "12:40"), 2), 1));
        assertThat(ListedRecords.served(emitted, WORDS.aggregate()).get("owl"))
                .containsOnlyKeys(session("11:50", "12:40"))
                .containsValue(new WordCount(2));

        rollup.hear(clock(0, "12:00"));
        assertThat(rollup.timers()).as("the second epoch's").isOne();
        rollup.finish();
        assertThat(rollup.stateEntries()).isZero();
    }

    /** Of a copy, whatever its session has become. */
    @Test
    void theLedgerNamesTheWindowThatTheCopyAloneWouldBe() throws Exception {
        rollup.close();
        rollup = RollupHarness.started(backend, WORDS, RollupSettings.batch(Day.SESSIONS, 1, Duration.ofDays(1)));
        take(word("owl", "11:00").withId("E1").from(0, 1));
        take(word("owl", "11:20").withId("E2").from(0, 2));
        take(word("owl", "11:00").withId("E1").from(0, 3));
        rollup.finish();

        assertThat(rollup.emittedRecords())
                .containsExactly(
                        new RepeatedEvent<>(
                                "E1", "owl", session("11:00", "11:30"), new Place(0, 1), new Place(0, 3), 1, 1, 1),
                        sessionRow("owl", "11:00", "11:50", 2));
    }

    private static RollupSettings stream(OutputMode mode, Duration allowedLateness, Duration idleAfter) {
        return RollupSettings.stream(
                Day.SESSIONS,
                idleAfter.isZero() ? 1 : 2,
                Duration.ofDays(1),
                Duration.ZERO,
                allowedLateness,
                idleAfter,
                mode);
    }

    private void take(Sent sent) throws Exception {
        rollup.take(sent.share());
    }

    private static ViewRow<WordCount> sessionRow(String key, String start, String end, long count) {
        return row(key, new Slot(session(start, end), Slot.EVERY_EPOCH), count);
    }

    private static ViewRow<WordCount> removed(String key, String start, String end) {
        return ViewRow.removed(key, new Slot(session(start, end), Slot.EVERY_EPOCH));
    }

    private static LateContribution<WordCount> notIn(
            String start, String end, long offset, LateContribution.Kind kind) {
        return new LateContribution<>("owl", session(start, end), new Place(0, offset), 1, kind);
    }
}
