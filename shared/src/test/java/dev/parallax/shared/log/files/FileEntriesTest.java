package dev.parallax.shared.log.files;

import static dev.parallax.shared.log.files.Sentences.INVALID;
import static dev.parallax.shared.log.files.Sentences.MALFORMED;
import static dev.parallax.shared.log.files.Sentences.accepted;
import static dev.parallax.shared.log.files.Sentences.at;
import static dev.parallax.shared.log.files.Sentences.entries;
import static dev.parallax.shared.log.files.Sentences.entriesByField;
import static dev.parallax.shared.log.files.Sentences.ingestTimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileEntriesTest {
    private static final String AT_9 = "2023-01-05 09:00:00";
    private static final String AT_10 = "2023-01-05 10:00:00";
    private static final String AT_11 = "2023-01-05 11:00:00";
    private static final String A_WEEK_LATER = "2023-01-12 10:00:00";
    private static final String IN_2099 = "2099-12-31 00:00:00";

    private static final Instant NINE = Instant.parse("2023-01-05T09:00:00Z");
    private static final Instant TEN = Instant.parse("2023-01-05T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2023-01-05T11:00:00Z");
    private static final Instant WEEK_LATER = Instant.parse("2023-01-12T10:00:00Z");

    @Test
    void aLineIsAnEntryWithItsPlace() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), "", MALFORMED, at(AT_10));

        assertThat(entries)
                .extracting(LogEntry::place)
                .containsExactly(new Place(3, 0), new Place(3, 1), new Place(3, 2));
        assertThat(entries).extracting(LogEntry::source).containsOnly("events.json");
        assertThat(entries.get(0).event()).isEqualTo(new Sentence(NINE.toEpochMilli(), List.of("owl")));
        assertThat(entries.get(1).rejection().kind()).isEqualTo(DeadLetter.Kind.MALFORMED);
        assertThat(entries.get(1).bytes()).asString().isEqualTo(MALFORMED);
    }

    @Test
    void aDerivedIngestTimeIsTheRunningMaximumOfEventTime() {
        assertThat(ingestTimes(entries(at(AT_9), at(AT_11), at(AT_10), at(AT_9), at(AT_11))))
                .containsExactly(NINE, ELEVEN, ELEVEN, ELEVEN, ELEVEN);
    }

    @Test
    void aRejectedRecordComesWhenTheEventBeforeItDid() {
        assertThat(ingestTimes(entries(at(AT_9), MALFORMED, INVALID, at(AT_10), MALFORMED)))
                .containsExactly(NINE, NINE, NINE, TEN, TEN);
    }

    @Test
    void rejectedRecordsBeforeTheFirstEventComeWithIt() {
        assertThat(ingestTimes(entries(MALFORMED, INVALID, at(AT_10), at(AT_9))))
                .containsExactly(TEN, TEN, TEN, TEN);
    }

    @Test
    void rejectedRecordsAloneComeAtTheBeginningOfTime() {
        assertThat(ingestTimes(entries(MALFORMED, MALFORMED))).containsOnly(Instant.EPOCH);
    }

    @Test
    void anEmptyFileHasNoEntry() {
        assertThat(entries("")).isEmpty();
    }

    /** Pitfall 22, the poisoned clock. */
    @Test
    void anEventFarAboveBothItsNeighboursIsLeftOutAndThenRejected() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), at(IN_2099), at(AT_10));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, TEN);
        assertThat(accepted(entries)).containsExactly(true, false, true);
    }

    @Test
    void rejectedRecordsAreNoNeighbours() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), MALFORMED, at(IN_2099), INVALID, at(AT_10));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, NINE, NINE, TEN);
        assertThat(accepted(entries)).containsExactly(true, false, false, false, true);
    }

    @Test
    void aPoisonedFirstEventIsLeftOut() {
        List<LogEntry<Sentence>> entries = entries(at(IN_2099), at(AT_9), at(AT_10));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, TEN);
        assertThat(accepted(entries)).containsExactly(false, true, true);
    }

    @Test
    void rejectedRecordsBeforeAPoisonedFirstEventAreNotPoisonedWithIt() {
        List<LogEntry<Sentence>> entries = entries(MALFORMED, at(IN_2099), at(AT_9), at(AT_10));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, NINE, TEN);
        assertThat(accepted(entries)).containsExactly(false, false, true, true);
    }

    @Test
    void anEventExactlyAsFarAheadAsAllowedStays() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), at("2023-01-06 09:00:00"), at(AT_9));

        assertThat(accepted(entries)).containsOnly(true);
        assertThat(ingestTimes(entries).get(1)).isEqualTo(Instant.parse("2023-01-06T09:00:00Z"));
    }

    @Test
    void anEventThatEndsALongSilenceStays() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), at(A_WEEK_LATER), at("2023-01-12 10:00:01"));

        assertThat(ingestTimes(entries)).containsExactly(NINE, WEEK_LATER, WEEK_LATER.plusSeconds(1));
        assertThat(accepted(entries)).containsOnly(true);
    }

    @Test
    void anEventThatAVeryLateOneFollowsStays() {
        List<LogEntry<Sentence>> entries =
                entries(at(AT_9), at(A_WEEK_LATER), at("2023-01-12 10:00:01"), at(AT_10), at("2023-01-12 10:00:02"));

        assertThat(ingestTimes(entries))
                .containsExactly(
                        NINE,
                        WEEK_LATER,
                        WEEK_LATER.plusSeconds(1),
                        WEEK_LATER.plusSeconds(1),
                        WEEK_LATER.plusSeconds(2));
        assertThat(accepted(entries)).containsOnly(true);
    }

    @Test
    void theLastEventStaysEvenAfterALongSilence() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), at(AT_10), at(A_WEEK_LATER), MALFORMED);

        assertThat(ingestTimes(entries)).containsExactly(NINE, TEN, WEEK_LATER, WEEK_LATER);
        assertThat(accepted(entries)).containsExactly(true, true, true, false);
    }

    @Test
    void aLongSilenceBehindAPoisonedEventIsStillASilence() {
        List<LogEntry<Sentence>> entries = entries(at(AT_9), at(IN_2099), at(A_WEEK_LATER), at(A_WEEK_LATER));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, WEEK_LATER, WEEK_LATER);
        assertThat(accepted(entries)).containsExactly(true, false, true, true);
    }

    @Test
    void aDerivedIngestTimeNeverRunsBackwards() {
        List<String> lines = List.of(MALFORMED, INVALID, at(AT_9), at(AT_10), at(AT_11), at(A_WEEK_LATER), at(IN_2099));
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] file = Stream.generate(() -> lines.get(random.nextInt(lines.size())))
                    .limit(random.nextInt(12))
                    .toArray(String[]::new);

            assertThat(ingestTimes(entries(file))).as("seed %d", seed).isSorted();
        }
    }

    @Test
    void manyRejectedRecordsAreNotHeldBackForever() {
        List<String> lines = Stream.of(List.of(at(AT_9)), Collections.nCopies(25_000, MALFORMED), List.of(at(AT_10)))
                .flatMap(List::stream)
                .toList();

        List<LogEntry<Sentence>> entries = entries(lines.toArray(String[]::new));

        assertThat(entries).hasSize(25_002);
        assertThat(ingestTimes(entries).subList(0, 25_001)).containsOnly(NINE);
        assertThat(ingestTimes(entries).get(25_001)).isEqualTo(TEN);
    }

    @Test
    void aStatedIngestTimeIsTakenFromItsField() {
        List<LogEntry<Sentence>> entries = entriesByField("received", at(AT_9, AT_10), at(AT_10, AT_11));

        assertThat(ingestTimes(entries)).containsExactly(TEN, ELEVEN);
    }

    @Test
    void aStatedIngestTimeNeverRunsBackwards() {
        assertThat(ingestTimes(entriesByField("received", at(AT_9, AT_11), at(AT_9, AT_10), MALFORMED, at(AT_9, AT_9))))
                .containsOnly(ELEVEN);
    }

    @Test
    void aRejectedRecordStatesItsIngestTimeToo() {
        String invalid = "{\"received\":\"" + AT_10 + "\",\"event_time\":\"" + AT_9 + "\"}";

        assertThat(ingestTimes(entriesByField("received", at(AT_9, AT_9), invalid, MALFORMED)))
                .containsExactly(NINE, TEN, TEN);
    }

    @Test
    void anEventFarAheadOfItsStatedIngestTimeIsRejectedAndPoisonsNoOther() {
        List<LogEntry<Sentence>> entries =
                entriesByField("received", at(AT_9, AT_9), at(IN_2099, AT_9), at(AT_9, AT_10));

        assertThat(ingestTimes(entries)).containsExactly(NINE, NINE, TEN);
        assertThat(accepted(entries)).containsExactly(true, false, true);
    }

    @Test
    void anEventWithoutItsIngestTimeIsAnErrorThatNamesTheRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entriesByField("received", at(AT_9, AT_9), "", at(AT_10)))
                .withMessage("Record 2 of events.json has no field 'received' to take its ingest time from.");
    }

    @Test
    void anEventWithAnUnreadableIngestTimeIsAnErrorThatNamesTheRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entriesByField("received", at(AT_9, "noon")))
                .withMessageStartingWith("Record 1 of events.json has no readable ingest time in 'received': ")
                .withMessageContaining("'noon'");
    }

    @Test
    void thereIsNothingBehindTheLastEntry() {
        FileEntries<Sentence> entries = new FileEntries<>(
                new WordsPipeline(), "events.json", 0, new IngestTime(null, 0), InputStream.nullInputStream());

        assertThat(entries.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                throw new IOException("disk on fire");
            }
        };
        FileEntries<Sentence> entries =
                new FileEntries<>(new WordsPipeline(), "events.json", 0, new IngestTime(null, 0), broken);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(entries::hasNext)
                .withMessage("The file events.json cannot be read: disk on fire.");
    }
}
