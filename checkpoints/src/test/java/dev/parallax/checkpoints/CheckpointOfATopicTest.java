package dev.parallax.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.checkpoints.SourcePosition.Kind;
import dev.parallax.checkpoints.SourcePosition.Standing;
import dev.parallax.checkpoints.WordsQuery.Backend;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.model.PartitionClock;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.query.Commit;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Six sentences and a line that is none in two partitions, three of them before the first checkpoint. What is expected was counted by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointOfATopicTest {
    private static final long NOON = Instant.parse("2024-04-09T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;

    @TempDir
    Path temporary;

    private EmbeddedKafka kafka;

    @BeforeAll
    void start() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HEAP", "ROCKSDB"})
    void saysWhatItHolds(Backend backend) throws Exception {
        Path directory = Files.createDirectories(temporary.resolve(backend.name()));
        SentenceTopic topic = SentenceTopic.create(kafka, "said-" + backend, 2);
        topic.say(0, "12:01", "owl dog owl");
        topic.say(0, "12:02", "dog");
        topic.say(1, "12:05", "cat");
        try (WordsQuery query = WordsQuery.start(
                directory,
                backend,
                topic.followed(),
                Windows.tumbling(Duration.ofMinutes(10)),
                RowSinks.at(
                        "kafka:rows-" + backend,
                        RowSinkSettings.of("query-" + backend).withKafka(kafka.bootstrapServers())))) {
            long first = query.checkpointWith(3);
            query.awaitCommit(first);
            topic.say(0, "12:11", "owl");
            topic.send(0, "this is none");
            topic.say(1, "12:12", "owl cat");
            topic.say(1, "12:13", "owl");
            long second = query.checkpointWith(7);
            query.awaitCommit(second);
            Path canonical = query.savepoint(SavepointFormatType.CANONICAL);
            Path own = query.savepoint(SavepointFormatType.NATIVE);
            List<String> before = WordsQuery.snapshot(directory.resolve("flink"));

            CheckpointDirectory there = CheckpointDirectory.at(directory);
            CheckpointEntry earlier = there.choose(first, null);
            CheckpointEntry later = there.choose(second, null);

            assertThat(there.jobs()).containsExactly(query.job());
            assertThat(there.entries()).allMatch(CheckpointEntry::complete);
            assertThat(there.newest()).map(CheckpointEntry::path).contains(own);
            assertThat(there.entries().stream()
                            .filter(entry -> entry.kind() == CheckpointEntry.Kind.SAVEPOINT)
                            .map(CheckpointEntry::path))
                    .containsExactly(canonical, own);
            holdsTheFirstThree(earlier);
            holdsAll(later);
            holdsAll(CheckpointDirectory.at(canonical).choose(null, null));
            holdsAll(CheckpointDirectory.at(own).choose(null, null));
            tellsThemApart(there, earlier, later);
            assertThat(WordsQuery.snapshot(directory.resolve("flink"))).isEqualTo(before);
            query.cancel();
        }
    }

    private static SourcePosition partition(String topic, int number, long next) {
        return new SourcePosition("events", Kind.TOPIC, topic, number, next, Standing.READING);
    }

    private static PartitionClock clock(int partition, long records, long minute, long malformed) {
        long ingest = NOON + 60 * MINUTE;
        return new PartitionClock(partition, records, ingest, ingest, NOON + minute * MINUTE, records, malformed, 0, 0);
    }

    private static String topic(CheckpointEntry entry) {
        return "said-" + (entry.path().toString().contains("HEAP") ? Backend.HEAP : Backend.ROCKSDB);
    }

    private void holdsTheFirstThree(CheckpointEntry entry) throws Exception {
        CheckpointContents contents = CheckpointContents.of(entry);
        CheckpointReport report = report(contents);

        assertThat(report.problems()).isEmpty();
        assertThat(report.read().sources())
                .containsExactly(partition(topic(entry), 0, 2), partition(topic(entry), 1, 1));
        assertThat(report.read().clocks()).containsExactly(clock(0, 2, 2, 0), clock(1, 1, 5, 0));
        assertThat(rows(contents, null)).containsExactly("cat 12:00 1 1", "dog 12:00 2 2", "owl 12:00 2 2");
        // Of every subtask that had something: a row, a dead letter, a trigger.
        Map<PendingCommit.Kind, Long> pending = report.pending().stream()
                .filter(commit -> commit.checkpoint() == contents.number())
                .collect(Collectors.groupingBy(PendingCommit::kind, Collectors.counting()));
        assertThat(pending.get(PendingCommit.Kind.TRIGGER)).isEqualTo(1);
        assertThat(pending.get(PendingCommit.Kind.TRANSACTION)).isBetween(1L, 2L);
        assertThat(pending.get(PendingCommit.Kind.FILE)).isBetween(1L, 2L);
        assertThat(pending).doesNotContainKey(PendingCommit.Kind.OTHER);
        assertThat(report.pending())
                .filteredOn(commit -> commit.kind() == PendingCommit.Kind.TRANSACTION)
                .allMatch(commit -> commit.what().matches("query-\\S+ \\([1-3] records?\\)"));
        assertThat(report.pending())
                .filteredOn(commit -> commit.kind() == PendingCommit.Kind.FILE)
                .allMatch(commit ->
                        commit.what().contains("/out/rows-") && commit.what().endsWith(".ndjson"));
    }

    /** Nothing is closed: the greatest event times are 12:11 and 12:13, and ten minutes are waited. */
    private void holdsAll(CheckpointEntry entry) throws Exception {
        CheckpointContents contents = CheckpointContents.of(entry);
        CheckpointReport report = report(contents);

        assertThat(report.problems()).isEmpty();
        assertThat(report.read().sources())
                .containsExactly(partition(topic(entry), 0, 4), partition(topic(entry), 1, 3));
        assertThat(report.read().clocks()).containsExactly(clock(0, 4, 11, 1), clock(1, 3, 13, 0));
        assertThat(report.read().closedUpTo()).hasValue(NOON + MINUTE);
        assertThat(rows(contents, null))
                .containsExactly("cat 12:00 1 1", "cat 12:10 1 1", "dog 12:00 2 2", "owl 12:00 2 2", "owl 12:10 3 3");
        assertThat(rows(contents, "owl")).containsExactly("owl 12:00 2 2", "owl 12:10 3 3");
        assertThat(rows(contents, "cow")).isEmpty();
        Map<String, StateSummary> states = states(report, "rollup");
        assertThat(states.keySet())
                .containsExactlyInAnyOrder(
                        "_timer_state/event_closings",
                        "_timer_state/processing_closings",
                        "barriers",
                        "cells",
                        "closed up to",
                        "seen events",
                        "windows");
        assertThat(states.get("cells")).matches(cells -> cells.keys() == 3 && cells.entries() == 5);
        assertThat(states.get("_timer_state/event_closings"))
                .matches(timers -> timers.keys() == 3
                        && timers.entries() == 5
                        && timers.kind().equals("timers"));
        assertThat(states.get("seen events")).matches(seen -> seen.keys() == 0 && seen.entries() == 0);
        assertThat(states.get("windows")).matches(windows -> !windows.isKeyed() && windows.entries() == 2);
        assertThat(states(report, "events").get("SourceReaderState").entries()).isEqualTo(2);
    }

    private static Map<String, StateSummary> states(CheckpointReport report, String uid) {
        return report.operators().stream()
                .filter(operator -> operator.operator().uid().orElse("").equals(uid))
                .flatMap(operator -> operator.states().stream())
                .collect(Collectors.toMap(StateSummary::name, state -> state));
    }

    private void tellsThemApart(CheckpointDirectory there, CheckpointEntry earlier, CheckpointEntry later) {
        CheckpointDifference difference =
                CheckpointDifference.between(there, CheckpointContents.of(later), CheckpointContents.of(earlier));

        assertThat(difference.sources())
                .extracting(change -> change.position().partition() + ": " + change.from() + " to " + change.to())
                .containsExactly("0: 2 to 4", "1: 1 to 3");
        assertThat(difference.partitions())
                .extracting(CheckpointDifference.PartitionChange::records)
                .containsExactly(2L, 2L);
        assertThat(difference.commits().stream().mapToLong(Commit::recordsIn).sum())
                .isEqualTo(4);
        assertThat(difference.commits().stream().mapToLong(Commit::deadLetters).sum())
                .isEqualTo(1);
        assertThat(difference.commits()).extracting(Commit::trigger).last().isEqualTo(later.number());
    }

    private CheckpointReport report(CheckpointContents contents) throws Exception {
        return CheckpointReport.of(contents, Files.createTempDirectory(temporary, "work"), entries -> {});
    }

    /** Each as word, beginning of the window, contributions, count. */
    private Stream<String> rows(CheckpointContents contents, String key) throws Exception {
        return KeyedRows.of(contents, null, null, key, 100, Files.createTempDirectory(temporary, "work"), entries -> {})
                .entries()
                .stream()
                .map(row -> row.subject().asText() + " "
                        + Instant.ofEpochMilli(row.namespace()
                                        .path("window")
                                        .path("start")
                                        .longValue())
                                .toString()
                                .substring(11, 16)
                        + " " + row.value().path("contributions")
                        + " " + row.value().path("accumulator").path("count"));
    }
}
