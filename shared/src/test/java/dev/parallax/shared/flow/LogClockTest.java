package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.UNKNOWN;
import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Entries.invalid;
import static dev.parallax.shared.flow.Entries.malformed;
import static dev.parallax.shared.flow.Entries.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Slot;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LogClockTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    @AutoClose
    private LogClockHarness<Sentence, WordCount> clock;

    @AutoClose
    private LogClockHarness<Sentence, WordCount> other;

    @Test
    void stampsAnEventWithItsPartitionsWatermarkBeforeIt() throws Exception {
        start(byEventTime(Duration.ofMinutes(1)));

        clock.read(said(0, 0, "11:00", "owl"));
        clock.read(said(0, 1, "11:05", "owl"));
        clock.read(said(0, 2, "11:02", "owl"));
        clock.read(said(0, 3, "11:05", "owl"));

        assertThat(stamps()).containsExactly(UNKNOWN, at("10:59"), at("11:04"), at("11:04"));
    }

    @Test
    void partitionsHaveClocksOfTheirOwn() throws Exception {
        start(byEventTime(Duration.ZERO));

        clock.read(said(0, 0, "11:00", "owl"));
        clock.read(said(1, 0, "09:00", "owl"));
        clock.read(said(0, 1, "11:05", "owl"));
        clock.read(said(1, 1, "09:05", "owl"));

        assertThat(stamps()).containsExactly(UNKNOWN, UNKNOWN, at("11:00"), at("09:00"));
    }

    @Test
    void aShareSaysWhatTheEventSaysAndWhereItCameFrom() throws Exception {
        start(byEventTime(Duration.ZERO));

        clock.read(said(2, 7, "11:00", "owl", "dog", "owl"));

        assertThat(shares())
                .containsExactly(
                        new Share<>(
                                "owl", at("11:00"), UNKNOWN, 0, new Place(2, 7), null, true, 0, 2, new WordCount(2)),
                        new Share<>(
                                "dog", at("11:00"), UNKNOWN, 0, new Place(2, 7), null, false, 0, 1, new WordCount(1)));
    }

    @Test
    void rejectedRecordsMoveTheIngestClockAlone() throws Exception {
        start(byEventTime(Duration.ZERO));
        clock.read(said(0, 0, "11:00", "owl"));
        clock.read(malformed(0, 1, "11:30"));
        clock.read(invalid(0, 2, "11:40"));
        clock.read(said(0, 3, "11:01", "owl"));

        assertThat(stamps()).containsExactly(UNKNOWN, at("11:00"));
        clock.barrier(1);
        assertThat(readings())
                .containsExactly(new PartitionClock(0, 4, at("11:00"), at("11:40"), at("11:01"), 4, 1, 1, 0));
    }

    @Test
    void anEventWithoutAFactMovesTheClocksAndIsCounted() throws Exception {
        start(byEventTime(Duration.ZERO));
        clock.read(said(0, 0, "11:00"));
        clock.read(said(0, 1, "11:01", "10:30", new String[] {"owl"}));

        assertThat(stamps()).containsExactly(at("11:00"));
        clock.barrier(1);
        assertThat(readings())
                .containsExactly(new PartitionClock(0, 2, at("11:00"), at("11:01"), at("11:00"), 2, 0, 0, 1));
    }

    @Test
    void rejectedRecordsAreSentAsDeadLetters() throws Exception {
        start(byEventTime(Duration.ZERO));

        clock.read(malformed(0, 5, "11:00"));

        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.MALFORMED);
            assertThat(letter.reason()).isEqualTo("It is no sentence.");
            assertThat(letter.source()).isEqualTo("sentences");
            assertThat(letter.place()).isEqualTo(new Place(0, 5));
            assertThat(letter.bytes()).asString().isEqualTo("as it came");
        });
    }

    @Test
    void rejectedRecordsAreNotSentWhereNobodyWantsThem() throws Exception {
        start(byEventTime(Duration.ZERO).withDeadLetters(false));

        clock.read(malformed(0, 5, "11:00"));
        clock.read(said(0, 6, "10:00", "23:00", new String[] {"owl"}));

        assertThat(clock.sent()).noneMatch(Rejected.class::isInstance);
    }

    /** Pitfall 22, the poisoned clock. */
    @Test
    void anEventTooFarAheadOfItsIngestTimeIsInvalidAndMovesNoEventClock() throws Exception {
        start(settings(ClockMode.EVENT_TIME, Duration.ZERO, Duration.ofHours(1), Epochs.none(), Day.TEN_MINUTES));
        String[] owl = {"owl"};

        clock.read(said(0, 0, "10:00", "11:00:00.001", owl));
        clock.read(said(0, 1, "10:00", "11:00", owl));
        clock.read(said(0, 2, "10:00", "10:00", owl));

        List<Shuffled<WordCount>> sent = clock.sent();
        assertThat(sent).filteredOn(Rejected.class::isInstance).singleElement().satisfies(rejected -> {
            DeadLetter<?> letter = ((Rejected<?>) rejected).letter();
            assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.INVALID);
            assertThat(letter.place()).isEqualTo(new Place(0, 0));
            assertThat(letter.reason()).contains("PT1H0.001S").contains("PT1H ");
        });
        assertThat(sent)
                .filteredOn(Share.class::isInstance)
                .extracting(share -> ((Share<?>) share).clock())
                .containsExactly(UNKNOWN, at("11:00"));
        clock.barrier(1);
        assertThat(readings())
                .containsExactly(new PartitionClock(0, 3, at("10:00"), at("10:00"), at("11:00"), 3, 0, 1, 0));
    }

    @Test
    void theEpochOfAnEventIsThatOfTheRunningMaximumOfIngestTime() throws Exception {
        Epochs epochs = Epochs.endingAt(List.of(at("12:00"), at("13:00")));
        start(settings(ClockMode.INGEST_TIME, Duration.ZERO, A_DAY, epochs, Day.TEN_MINUTES));

        clock.read(said(0, 0, "11:59:59.999", "owl"));
        clock.read(said(0, 1, "12:00", "owl"));
        clock.read(said(0, 2, "11:59", "owl"));
        clock.read(malformed(0, 3, "13:00"));
        clock.read(said(0, 4, "12:30", "owl"));
        clock.read(said(1, 0, "11:00", "owl"));

        assertThat(shares()).extracting(Share::epoch).containsExactly(1, 2, 2, 3, 1);
    }

    @Test
    void withoutCutsAShareBelongsToEveryEpoch() throws Exception {
        start(byEventTime(Duration.ZERO));

        clock.read(said(0, 0, "11:00", "owl"));

        assertThat(shares()).extracting(Share::epoch).containsExactly(Slot.EVERY_EPOCH);
    }

    @Test
    void passesOnlyTheWatermarkThatEndsTheInput() throws Exception {
        start(byEventTime(Duration.ZERO));

        clock.watermark(at("11:00"));
        clock.read(said(0, 0, "11:00", "owl"));
        clock.watermark(at("12:00"));
        assertThat(clock.watermarks()).isEmpty();

        clock.watermark(Long.MAX_VALUE);
        assertThat(clock.watermarks()).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void tellsWhatEachClockShowsBeforeABarrier() throws Exception {
        start(byEventTime(Duration.ZERO));
        clock.read(said(0, 4, "11:03", "owl"));
        clock.read(said(1, 9, "11:01", "owl"));
        clock.sent();

        clock.barrier(1);
        assertThat(readings()).containsExactlyInAnyOrder(reading(0, 5, "11:03"), reading(1, 10, "11:01"));

        clock.barrier(2);
        assertThat(readings()).as("again, if nothing has changed").hasSize(2);
    }

    @Test
    void tellsWhatEachClockShowsAtTheEndAndThenNoMore() throws Exception {
        start(byEventTime(Duration.ZERO));
        clock.read(said(0, 4, "11:03", "owl"));
        clock.sent();

        clock.endInput();
        assertThat(readings()).containsExactly(reading(0, 5, "11:03"));

        clock.barrier(1);
        assertThat(clock.sent()).isEmpty();
    }

    @Test
    void tellsAtOnceWhenAWindowMayHaveEnded() throws Exception {
        start(byEventTime(Duration.ofMinutes(1)));
        clock.read(said(0, 0, "11:05", "owl"));
        assertThat(readings()).as("the first event").hasSize(1);

        clock.read(said(0, 1, "11:10:59.998", "owl"));
        assertThat(readings()).as("the window is still open").isEmpty();

        clock.read(said(0, 2, "11:10:59.999", "owl"));
        assertThat(readings())
                .containsExactly(
                        new PartitionClock(0, 3, at("11:05"), at("11:10:59.999"), at("11:10:59.999"), 3, 0, 0, 0));
    }

    /** Ten minutes every four: 11:16 to 11:26 is one of them, and no window begins at 11:26. */
    @Test
    void tellsAtOnceWhenAWindowWhoseSizeIsNoMultipleOfItsSlideHasEnded() throws Exception {
        Windows windows = Windows.sliding(Duration.ofMinutes(10), Duration.ofMinutes(4));
        start(settings(ClockMode.EVENT_TIME, Duration.ZERO, A_DAY, Epochs.none(), windows));
        assertThat(windows.of(at("11:25"))).contains(Day.window("11:16", "11:26"));
        clock.read(said(0, 0, "11:25", "owl"));
        clock.sent();

        clock.read(said(0, 1, "11:26", "owl"));

        assertThat(readings()).hasSize(1);
    }

    /** Sessions end at any time; a sixteenth of half an hour is 112.5 seconds. */
    @Test
    void tellsOftenEnoughForTheEndsOfSessionsAndNeverForAllOfTime() throws Exception {
        start(settings(ClockMode.EVENT_TIME, Duration.ZERO, A_DAY, Epochs.none(), Day.SESSIONS));
        clock.read(said(0, 0, "11:00", "owl"));
        clock.sent();
        clock.read(said(0, 1, "11:01:52.500", "owl"));
        assertThat(readings()).hasSize(1);

        clock.close();
        start(settings(ClockMode.EVENT_TIME, Duration.ZERO, A_DAY, Epochs.none(), Windows.global()));
        clock.read(said(0, 0, "11:00", "owl"));
        clock.sent();
        clock.read(said(0, 1, "23:00", "owl"));
        assertThat(readings()).isEmpty();
    }

    @Test
    void tellsAtOnceWhenAnEpochHasEnded() throws Exception {
        Epochs epochs = Epochs.endingAt(List.of(at("12:00")));
        start(settings(ClockMode.INGEST_TIME, Duration.ZERO, A_DAY, epochs, Day.TEN_MINUTES));
        clock.read(said(0, 0, "11:05", "owl"));
        clock.sent();

        clock.read(malformed(0, 1, "11:59:59.999"));
        assertThat(readings()).isEmpty();

        clock.read(malformed(0, 2, "12:00"));
        assertThat(readings()).hasSize(1);
    }

    @Test
    void tellsABatchJobNothingBeforeTheEnd() throws Exception {
        start(settings(ClockMode.NONE, Duration.ZERO, A_DAY, Epochs.none(), Day.TEN_MINUTES));
        clock.read(said(0, 0, "11:05", "owl"));
        clock.read(said(0, 1, "12:05", "owl"));
        assertThat(readings()).isEmpty();

        clock.endInput();
        assertThat(readings()).hasSize(1);
    }

    /** Which sorts them: the same row's must come one after the other. */
    @Test
    void sendsABatchJobRecordsAsBytesUnderTheirKeys() throws Exception {
        start(settings(ClockMode.NONE, Duration.ZERO, A_DAY, Epochs.none(), Day.TEN_MINUTES));
        clock.read(said(0, 0, "11:05", "owl"));
        clock.read(malformed(0, 1, "11:06"));
        clock.endInput();

        List<Shuffled<WordCount>> sent = clock.sentAsItIs();
        assertThat(sent).hasSize(3).hasOnlyElementsOfType(Packed.class);
        assertThat(sent.get(0).key(StateKeys.SHARDS)).isEqualTo("owl".hashCode());
        assertThat(SubtaskHashes.isOne(sent.get(1).key(StateKeys.SHARDS))).isTrue();
    }

    @Test
    void tellsEverySubtaskOfTheRollup() throws Exception {
        clock = LogClockHarness.started(new WordsPipeline(), byEventTime(Duration.ZERO), 5, 2);
        clock.read(said(0, 0, "11:05", "owl"));
        clock.sent();

        clock.barrier(1);

        assertThat(clock.sent())
                .extracting(reading ->
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(reading.key(StateKeys.SHARDS), 128, 5))
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void goesOnFromItsStateAfterARestore() throws Exception {
        RollupSettings settings = byEventTime(Duration.ofMinutes(1));
        start(settings);
        clock.read(malformed(0, 0, "10:00"));
        clock.read(said(0, 1, "11:05", "owl"));
        OperatorSubtaskState state = clock.snapshot(1);

        other = LogClockHarness.restored(new WordsPipeline(), settings, 1, 0, state);
        other.read(said(0, 2, "11:00", "owl"));

        assertThat(shares(other.sent())).extracting(Share::clock).containsExactly(at("11:04"));
        other.barrier(2);
        assertThat(readings(other.sent()))
                .containsExactly(new PartitionClock(0, 3, at("10:00"), at("11:05"), at("11:05"), 3, 1, 0, 0));
    }

    @Test
    void afterARestoreEachSubtaskKnowsTheClocksOfAll() throws Exception {
        RollupSettings settings = byEventTime(Duration.ZERO);
        clock = LogClockHarness.started(new WordsPipeline(), settings, 2, 0);
        other = LogClockHarness.started(new WordsPipeline(), settings, 2, 1);
        clock.read(said(0, 0, "11:05", "owl"));
        other.read(said(1, 0, "11:20", "owl"));
        OperatorSubtaskState first = clock.snapshot(1);
        OperatorSubtaskState second = other.snapshot(1);

        for (int subtask = 0; subtask < 3; subtask++) {
            try (var restored = LogClockHarness.restored(new WordsPipeline(), settings, 3, subtask, first, second)) {
                restored.read(said(1, 1, "11:00", "owl"));
                restored.read(said(0, 1, "11:00", "owl"));

                assertThat(shares(restored.sent()))
                        .as("subtask %d", subtask)
                        .extracting(Share::clock)
                        .containsExactly(at("11:20"), at("11:05"));
            }
        }
    }

    /** Partitions moved between the subtasks, both of which remember both. */
    @Test
    void ofTwoClocksOfAPartitionTheOneThatHasSeenMoreWins() throws Exception {
        RollupSettings settings = byEventTime(Duration.ZERO);
        clock = LogClockHarness.started(new WordsPipeline(), settings, 2, 0);
        other = LogClockHarness.started(new WordsPipeline(), settings, 2, 1);
        clock.read(said(0, 0, "11:05", "owl"));
        clock.read(said(0, 1, "11:20", "owl"));
        clock.read(said(1, 0, "11:05", "owl"));
        other.read(said(0, 0, "11:05", "owl"));
        other.read(said(1, 0, "11:05", "owl"));
        other.read(said(1, 1, "11:20", "owl"));

        try (var restored =
                LogClockHarness.restored(new WordsPipeline(), settings, 1, 0, clock.snapshot(1), other.snapshot(1))) {
            restored.barrier(2);

            assertThat(readings(restored.sent()))
                    .containsExactlyInAnyOrder(
                            new PartitionClock(0, 2, at("11:05"), at("11:20"), at("11:20"), 2, 0, 0, 0),
                            new PartitionClock(1, 2, at("11:05"), at("11:20"), at("11:20"), 2, 0, 0, 0));
        }
    }

    @Test
    void theEndOfAPartitionIsToldToEverySubtaskBehindItsRecords() throws Exception {
        clock = LogClockHarness.started(new WordsPipeline(), byEventTime(Duration.ZERO), 2, 0);
        clock.read(said(1, 0, "11:05", "owl"));
        clock.sent();

        clock.read(LogEntry.end("b.json", new Place(1, 1)));

        List<Shuffled<WordCount>> sent = clock.sent();
        assertThat(sent).hasSize(4);
        assertThat(readings(sent)).containsOnly(reading(1, 1, "11:05"));
        assertThat(sent.subList(2, 4))
                .extracting(record -> record.key(StateKeys.SHARDS))
                .doesNotHaveDuplicates();
        assertThat(ended(sent.subList(2, 4))).containsExactly(1, 1);
    }

    @Test
    void afterARestoreTheEndsAreToldAgainOnceAndBeforeAnythingElse() throws Exception {
        restoreBehindAnEnd();

        other.read(said(1, 0, "11:05", "owl"));
        other.barrier(2);

        List<Shuffled<WordCount>> sent = other.sent();
        assertThat(ended(sent)).containsExactly(0);
        assertThat(sent.get(0)).isInstanceOf(PartitionEnd.class);
    }

    /** The reader of a file says its end after a restore once more. */
    @Test
    void anEndThatIsSaidAgainAfterARestoreIsToldOnce() throws Exception {
        restoreBehindAnEnd();

        other.read(LogEntry.end("a.json", new Place(0, 0)));
        other.read(said(1, 0, "11:05", "owl"));

        assertThat(ended(other.sent())).containsExactly(0);
    }

    private void restoreBehindAnEnd() throws Exception {
        RollupSettings settings = byEventTime(Duration.ZERO);
        clock = LogClockHarness.started(new WordsPipeline(), settings, 1, 0);
        clock.read(LogEntry.end("a.json", new Place(0, 0)));
        other = LogClockHarness.restored(new WordsPipeline(), settings, 1, 0, clock.snapshot(1));
    }

    private static List<Integer> ended(List<Shuffled<WordCount>> sent) {
        return sent.stream()
                .filter(PartitionEnd.class::isInstance)
                .map(end -> ((PartitionEnd<?>) end).partition())
                .toList();
    }

    private static PartitionClock reading(int partition, long nextOffset, String time) {
        return new PartitionClock(partition, nextOffset, at(time), at(time), at(time), 1, 0, 0, 0);
    }

    private void start(RollupSettings settings) throws Exception {
        clock = LogClockHarness.started(new WordsPipeline(), settings, 1, 0);
    }

    private static RollupSettings byEventTime(Duration outOfOrderness) {
        return settings(ClockMode.EVENT_TIME, outOfOrderness, A_DAY, Epochs.none(), Day.TEN_MINUTES);
    }

    private static RollupSettings settings(
            ClockMode mode, Duration outOfOrderness, Duration maxAhead, Epochs epochs, Windows windows) {
        return new RollupSettings(
                windows,
                mode,
                outOfOrderness.toMillis(),
                0,
                maxAhead.toMillis(),
                0,
                OutputMode.UPDATE,
                epochs,
                3,
                false,
                true,
                true,
                false);
    }

    private List<Long> stamps() {
        return shares().stream().map(Share::clock).toList();
    }

    private List<Share<WordCount>> shares() {
        return shares(clock.sent());
    }

    private List<PartitionClock> readings() {
        return readings(clock.sent());
    }

    private List<DeadLetter<WordCount>> deadLetters() {
        return clock.sent().stream()
                .flatMap(record ->
                        record instanceof Rejected<WordCount> rejected ? Stream.of(rejected.letter()) : Stream.empty())
                .toList();
    }

    private static List<Share<WordCount>> shares(List<Shuffled<WordCount>> sent) {
        return sent.stream()
                .flatMap(record -> record instanceof Share<WordCount> share ? Stream.of(share) : Stream.empty())
                .toList();
    }

    private static List<PartitionClock> readings(List<Shuffled<WordCount>> sent) {
        return sent.stream()
                .flatMap(record ->
                        record instanceof ClockReading<WordCount> reading ? Stream.of(reading.clock()) : Stream.empty())
                .toList();
    }
}
