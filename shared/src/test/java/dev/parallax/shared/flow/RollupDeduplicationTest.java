package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.clock;
import static dev.parallax.shared.flow.Day.row;
import static dev.parallax.shared.flow.Day.slot;
import static dev.parallax.shared.flow.Day.window;
import static dev.parallax.shared.flow.Sent.word;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.EventCounts;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Backend.class)
class RollupDeduplicationTest {
    @Parameter
    Backend backend;

    @AutoClose
    private RollupHarness<WordCount> rollup;

    @Test
    void countsADuplicateOnce() throws Exception {
        startStream(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1").from(0, 1));
        take(word("owl", "11:05").withId("E1").from(0, 2));
        take(word("owl", "11:05").withId("E1").from(1, 1));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 1));
    }

    /** One to a row is kept where the row is, twenty are not; eight or nine, where that changes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 20})
    void countsEachOfManyEventsOfARowOnceAndForgetsThemWithIt(int events) throws Exception {
        startStream(Day.TEN_MINUTES, 2);

        for (int partition = 0; partition < 2; partition++) {
            for (int event = 0; event < events; event++) {
                take(word("owl", "11:05").withId("E" + event).from(partition, event));
            }
        }
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), events));
        rollup.hear(clock(0, "11:10"), clock(1, "11:10"));
        assertThat(rollup.stateEntries()).isZero();
    }

    @Test
    void aDuplicateChangesNoRow() throws Exception {
        startStream(Day.TEN_MINUTES);
        take(word("owl", "11:05").withId("E1").from(0, 1));
        rollup.barrier(1);
        rollup.emitted();

        take(word("owl", "11:05").withId("E1").from(0, 2));
        rollup.barrier(2);

        assertThat(rollup.emittedRecords()).isEmpty();
    }

    @Test
    void countsAnEventInEachOfItsKeys() throws Exception {
        startStream(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1"));
        take(word("dog", "11:05").withId("E1").following());
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactly(row("owl", slot("11:00", "11:10"), 1), row("dog", slot("11:00", "11:10"), 1));
    }

    /** "Aa" and "BB" have the same hash, which is all that Flink keys by. */
    @Test
    void keysWithTheSameHashHaveRowsAndCopiesOfTheirOwn() throws Exception {
        startStream(Day.TEN_MINUTES);
        assertThat("Aa").hasSameHashCodeAs("BB");

        take(word("Aa", "11:05").withId("E1").from(0, 1));
        take(word("BB", "11:05").withId("E1").from(0, 1).following());
        take(word("BB", "11:05").withId("E1").from(0, 2).following());
        take(word("BB", "11:06").withId("E2").from(0, 3));
        rollup.barrier(1);
        assertThat(rollup.emittedRecords())
                .containsExactly(row("Aa", slot("11:00", "11:10"), 1), row("BB", slot("11:00", "11:10"), 2));

        rollup.hear(clock(0, "11:10"));
        assertThat(rollup.stateEntries()).isZero();
    }

    @Test
    void countsADuplicateOnceInEachSlidingWindow() throws Exception {
        startStream(Day.SLIDING);

        take(word("owl", "11:07").withId("E1").from(0, 1));
        take(word("owl", "11:07").withId("E1").from(0, 2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords())
                .containsExactly(row("owl", slot("11:00", "11:10"), 1), row("owl", slot("11:05", "11:15"), 1));
    }

    @Test
    void eventsWithoutIdentityAllCount() throws Exception {
        startStream(Day.TEN_MINUTES);

        take(word("owl", "11:05").from(0, 1));
        take(word("owl", "11:05").from(0, 2));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));
    }

    @Test
    void aDuplicateBehindItsClosedWindowIsLate() throws Exception {
        startStream(Day.TEN_MINUTES);
        take(word("owl", "11:05").withId("E1").from(0, 1));
        rollup.hear(clock(0, "11:10"));
        rollup.emitted();

        take(word("owl", "11:05").withId("E1").from(0, 2).stamped("11:10"));

        assertThat(rollup.emittedRecords())
                .containsExactly(new LateContribution<>(
                        "owl", window("11:00", "11:10"), new Place(0, 2), 1, LateContribution.Kind.LATE));
    }

    @Test
    void ofConflictingCopiesAStreamCountsTheFirst() throws Exception {
        startStream(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1").saidTimes(2));
        take(word("owl", "11:05").withId("E1").saidTimes(5));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 2));
    }

    /**
     * Partition 0 brings 2 owls and later 5 under the same id, partition 1 brings 5 and later 9. What stands for the event is what each partition
     * says first: 2 and 5. Any order of reading must give 7.
     */
    @Test
    void ofConflictingCopiesOverPartitionsTheOutcomeDoesNotDependOnTheOrderOfReading() throws Exception {
        Sent first = word("owl", "11:05").withId("E1").saidTimes(2).from(0, 1);
        Sent afterIt = word("owl", "11:05").withId("E1").saidTimes(5).from(0, 2);
        Sent elsewhere = word("owl", "11:05").withId("E1").saidTimes(5).from(1, 1);
        Sent afterThat = word("owl", "11:05").withId("E1").saidTimes(9).from(1, 2);
        for (List<Sent> read : List.of(
                List.of(first, afterIt, elsewhere, afterThat),
                List.of(elsewhere, afterThat, first, afterIt),
                List.of(first, elsewhere, afterIt, afterThat),
                List.of(elsewhere, first, afterThat, afterIt))) {
            startStream(Day.TEN_MINUTES, 3);
            for (Sent copy : read) {
                take(copy);
            }
            rollup.barrier(1);

            assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 7));
            rollup.close();
        }
    }

    @Test
    void copiesOfThreePartitionsThatSayTheSameCountOnce() throws Exception {
        startStream(Day.TEN_MINUTES, 3);

        take(word("owl", "11:05").withId("E1").saidTimes(2).from(0, 1));
        take(word("owl", "11:05").withId("E1").saidTimes(5).from(1, 1));
        take(word("owl", "11:05").withId("E1").saidTimes(5).from(2, 1));
        rollup.barrier(1);

        assertThat(rollup.emittedRecords()).containsExactly(row("owl", slot("11:00", "11:10"), 7));
    }

    @Test
    void theTruthWritesEachFurtherCopyIntoItsLedger() throws Exception {
        startTruth(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1").saidTimes(2).from(0, 1));
        take(word("owl", "11:05").withId("E1").saidTimes(2).from(0, 9));
        take(word("owl", "11:05").withId("E1").saidTimes(2).from(1, 4));
        rollup.finish();

        assertThat(rollup.emitted())
                .containsExactly(
                        repeated("owl", "11:00", "11:10", new Place(0, 1), new Place(0, 9), 2, 2),
                        repeated("owl", "11:00", "11:10", new Place(0, 1), new Place(1, 4), 2, 2),
                        row("owl", slot("11:00", "11:10"), 2),
                        lastWord(new EventCounts(1, 2, 0, 2)));
    }

    @Test
    void aCopyThatSaysSomethingElseIsADeadLetterOfTheTruth() throws Exception {
        startTruth(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1").saidTimes(2).from(0, 1));
        take(word("owl", "11:05").withId("E1").saidTimes(5).from(3, 9));
        rollup.finish();

        List<ViewRecord<WordCount>> records = rollup.emitted();
        assertThat(records)
                .filteredOn(record -> !(record instanceof DeadLetter))
                .containsExactly(
                        repeated("owl", "11:00", "11:10", new Place(0, 1), new Place(3, 9), 5, 5),
                        row("owl", slot("11:00", "11:10"), 2),
                        lastWord(new EventCounts(1, 0, 1, 2)));
        assertThat(records)
                .filteredOn(DeadLetter.class::isInstance)
                .map(record -> (DeadLetter<WordCount>) record)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.INVALID);
                    assertThat(letter.place()).isEqualTo(new Place(3, 9));
                    assertThat(letter.reason())
                            .contains("E1", "partition 0", "offset 1")
                            .endsWith(".");
                });
    }

    @Test
    void theTruthCountsAnEventOnceHoweverManyRowsItTouches() throws Exception {
        startTruth(Day.SLIDING);

        take(word("owl", "11:07").withId("E1").saidTimes(2).from(0, 1));
        take(word("dog", "11:07").withId("E1").from(0, 1).following());
        take(word("owl", "11:07").withId("E1").saidTimes(2).from(0, 2));
        take(word("dog", "11:07").withId("E1").from(0, 2).following());
        take(word("owl", "11:08").withId("E2").from(0, 3));
        rollup.finish();

        List<ViewRecord<WordCount>> records = rollup.emitted();
        assertThat(records).last().isEqualTo(lastWord(new EventCounts(2, 1, 0, 4)));
        assertThat(records)
                .filteredOn(RepeatedEvent.class::isInstance)
                .as("two keys in two windows each")
                .hasSize(4);
    }

    @Test
    void theTruthReportsAConflictOnceHoweverManyRowsItTouches() throws Exception {
        startTruth(Day.SLIDING);

        take(word("owl", "11:07").withId("E1").from(0, 1));
        take(word("owl", "11:07").withId("E1").saidTimes(2).from(0, 2));
        rollup.finish();

        assertThat(rollup.emitted()).filteredOn(DeadLetter.class::isInstance).hasSize(1);
    }

    /** The copies agree on their first key and not on the second. */
    @Test
    void theTruthReportsAConflictInAnyOfAnEventsKeys() throws Exception {
        startTruth(Day.TEN_MINUTES);

        take(word("owl", "11:05").withId("E1").from(0, 1));
        take(word("dog", "11:05").withId("E1").from(0, 1).following());
        take(word("owl", "11:05").withId("E1").from(0, 2).ofAnotherContent());
        take(word("dog", "11:05")
                .withId("E1")
                .saidTimes(7)
                .from(0, 2)
                .following()
                .ofAnotherContent());
        rollup.finish();

        assertThat(rollup.emitted()).filteredOn(DeadLetter.class::isInstance).hasSize(1);
    }

    private static RepeatedEvent<WordCount> repeated(
            String key, String start, String end, Place first, Place copy, long contributions, int content) {
        return new RepeatedEvent<>("E1", key, window(start, end), first, copy, contributions, 2, content);
    }

    private static Progress<WordCount> lastWord(EventCounts events) {
        return new Progress<>(Long.MAX_VALUE, 0, Long.MAX_VALUE, true, List.of(), events);
    }

    private void startStream(Windows windows) throws Exception {
        startStream(windows, 1);
    }

    private void startStream(Windows windows, int partitions) throws Exception {
        rollup = RollupHarness.started(
                backend,
                new WordsPipeline(),
                RollupSettings.stream(
                        windows,
                        partitions,
                        Duration.ofDays(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.UPDATE));
    }

    private void startTruth(Windows windows) throws Exception {
        rollup = RollupHarness.started(
                backend, new WordsPipeline(), RollupSettings.batch(windows, 2, Duration.ofDays(1)));
    }

    private void take(Sent sent) throws Exception {
        rollup.take(sent.share());
    }
}
