package dev.parallax.shared.log.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventSource.Goal;
import dev.parallax.shared.log.GatheringSink;
import dev.parallax.shared.log.SentenceLines;
import dev.parallax.shared.log.SourceJob;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FolderLogTest {
    private static final Instant NOON = Instant.parse("2023-01-05T12:00:00Z");
    private static final Duration A_WHILE = Duration.ofMillis(500);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private MiniCluster cluster;
    private FolderSettings settings;

    @BeforeEach
    void watch(@InjectMiniCluster MiniCluster running) {
        cluster = running;
        settings = FolderSettings.of(directory, SentenceLines.FORMAT);
    }

    private static String at(String time, String words) {
        return "{\"event_time\":\"2023-01-05 " + time + "\",\"data\":\"" + words + "\"}";
    }

    private static String sentence(String words) {
        return at("09:00:00", words);
    }

    /** A file that was written so many seconds after noon. */
    private Path write(String name, int second, String... words) throws IOException {
        Path part = directory.resolve("_" + name);
        Files.write(part, List.of(words).stream().map(FolderLogTest::sentence).toList());
        Files.setLastModifiedTime(part, FileTime.from(NOON.plusSeconds(second)));
        return Files.move(part, directory.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    /** Eventually these, in this order, and a while later no others. */
    private static void says(SourceJob job, String... records) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(job.said()).containsExactly(records));
        await().during(A_WHILE)
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(job.said()).containsExactly(records));
    }

    @Test
    void readsByTimeThenByNameAndOnlyCompleteFiles() throws Exception {
        write("z.json", 1, "first", "second");
        write("b.json", 2, "fourth");
        write("a.json", 2, "third");
        write("c.json.tmp", 0, "half");
        write(".hidden", 0, "half");
        Files.writeString(directory.resolve("_half"), sentence("half"));
        Files.createDirectory(directory.resolve("below"));
        Files.writeString(directory.resolve("below").resolve("d.json"), sentence("below"));

        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings))) {
            eventually(() -> job.said().size() == 4);
            Files.move(directory.resolve("c.json.tmp"), directory.resolve("c.json"));

            says(job, "0:0 first", "0:1 second", "0:2 third", "0:3 fourth", "0:4 half");
            assertThat(job.entries().get(1).ingestTime())
                    .isEqualTo(NOON.plusSeconds(1).toEpochMilli());
            assertThat(job.entries().get(1).source()).isEqualTo("z.json");
            // It was written first, but came last: time does not go back.
            assertThat(job.entries().get(4).ingestTime())
                    .isEqualTo(NOON.plusSeconds(2).toEpochMilli());
        }
    }

    @Test
    void nothingIsLateBecauseTwoFilesWereReadOutOfOrder() throws Exception {
        for (int file = 0; file < 6; file++) {
            Path path = directory.resolve((char) ('z' - file) + ".json");
            String hour = "%02d".formatted(9 + file);
            Files.write(
                    path,
                    IntStream.range(0, 600)
                            .mapToObj(i -> at("%s:%02d:%02d".formatted(hour, i / 10, i % 10 * 6), "owl"))
                            .toList());
            Files.setLastModifiedTime(path, FileTime.from(NOON.plusSeconds(file)));
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        GatheringSink<ViewRecord<WordCount>> view = new GatheringSink<>();
        RollupSettings closing = RollupSettings.stream(
                Windows.tumbling(Duration.ofMinutes(10)),
                1,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                OutputMode.APPEND);

        new Transformation<>(new WordsPipeline(), closing)
                .of(FolderLog.of(settings).readWhatIsThere(environment, new WordsPipeline()))
                .sinkTo(view);
        environment.execute();

        assertThat(view.gathered()).noneMatch(LateContribution.class::isInstance);
        assertThat(view.gathered())
                .filteredOn(dev.parallax.shared.model.ViewRow.class::isInstance)
                .hasSize(36);
    }

    @Test
    void goesOnFromASavepointWithinAFile() throws Exception {
        Path growing = write("a.json", 1, "first", "second");
        FolderLog log = FolderLog.of(settings.following(true));
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, log)) {
            eventually(() -> job.said().size() == 2);
            savepoint = job.stop(elsewhere);
        }
        append(growing, sentence("third") + "\n");
        write("b.json", 3, "fourth");

        try (SourceJob job = SourceJob.restore(cluster, log, savepoint)) {
            says(job, "0:2 third", "0:3 fourth");
        }
    }

    @Test
    void readsAgainWhatAFailedJobHadReadSinceItsCheckpoint() throws Exception {
        write("a.json", 1, "first", "second");
        try (SourceJob job = SourceJob.startFailing(cluster, FolderLog.of(settings))) {
            eventually(() -> job.said().size() == 2);
            job.checkpoint();
            write("b.json", 2, "third");
            write("c.json", 3, "fourth", "fail", "fifth");

            eventually(() -> job.said().contains("0:5 fifth"));
            write("d.json", 4, "sixth");
            eventually(() -> job.said().contains("0:6 sixth"));
            assertThat(job.said())
                    .containsOnly(
                            "0:0 first", "0:1 second", "0:2 third", "0:3 fourth", "0:4 fail", "0:5 fifth", "0:6 sixth")
                    .containsOnlyOnce("0:0 first", "0:1 second", "0:4 fail", "0:6 sixth");
        }
    }

    @Test
    void readsOnlyWhatIsNewAfterASavepointWithAnotherParallelism() throws Exception {
        write("a.json", 1, "first", "second");
        FolderLog log = FolderLog.of(settings);
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, log)) {
            eventually(() -> job.said().size() == 2);
            savepoint = job.stop(elsewhere);
        }
        write("b.json", 2, "third");

        try (SourceJob job = SourceJob.start(cluster, log::read, savepoint, 3)) {
            says(job, "0:2 third");
            savepoint = job.stop(elsewhere);
        }
        write("c.json", 3, "fourth");
        try (SourceJob job = SourceJob.start(cluster, log::read, savepoint, 1)) {
            says(job, "0:3 fourth");
        }
    }

    @Test
    void aFileThatIsReplacedIsNotReadTwice() throws Exception {
        write("a.json", 1, "first");
        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings))) {
            eventually(() -> job.said().size() == 1);
            write("a.json", 5, "first", "again");
            write("b.json", 6, "second");

            says(job, "0:0 first", "0:1 second");
        }
    }

    @Test
    void followsAFileLineByLineAndPromptly() throws Exception {
        Path file = directory.resolve("a.json");
        append(file, sentence("first") + "\n");
        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings.following(true)))) {
            eventually(() -> job.said().size() == 1);
            String half = sentence("second");
            append(file, half.substring(0, 20));
            says(job, "0:0 first");

            append(file, half.substring(20) + "\n");
            await().atMost(Duration.ofMillis(300))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> job.said().size() == 2);

            append(file, sentence("third"));
            Files.writeString(directory.resolve("b.json"), sentence("fourth") + "\n");
            says(job, "0:0 first", "0:1 second", "0:2 third", "0:3 fourth");

            append(directory.resolve("b.json"), sentence("fifth") + "\n");
            says(job, "0:0 first", "0:1 second", "0:2 third", "0:3 fourth", "0:4 fifth");
        }
    }

    @Test
    void handsOutNoMoreFilesThanATriggerMayHave() throws Exception {
        for (int file = 0; file < 5; file++) {
            write(file + ".json", file, "word" + file);
        }
        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings.withMaxFilesPerTrigger(2)))) {
            says(job, "0:0 word0", "0:1 word1");
            job.checkpoint();
            says(job, "0:0 word0", "0:1 word1", "0:2 word2", "0:3 word3");
            job.checkpoint();
            says(job, "0:0 word0", "0:1 word1", "0:2 word2", "0:3 word3", "0:4 word4");
        }
    }

    @Test
    void archivesOnlyBehindACheckpoint() throws Exception {
        Path archive = elsewhere.resolve("archive");
        Path file = write("a.json", 1, "first");
        Files.createDirectories(archive);
        Files.writeString(archive.resolve("a.json"), "of before");
        FolderLog log = FolderLog.of(settings.withCleaning(Cleaning.parse("archive:" + archive)));
        try (SourceJob job = SourceJob.start(cluster, log)) {
            says(job, "0:0 first");
            assertThat(file).exists();

            job.checkpoint();
            eventually(() -> !Files.exists(file));
            assertThat(archive.resolve("a.1.json")).hasContent(sentence("first"));
            assertThat(archive.resolve("a.json")).hasContent("of before");

            // The name is free again, and what bears it is new.
            write("a.json", 2, "second");
            says(job, "0:0 first", "0:1 second");
        }
        assertThat(file).exists();
    }

    @Test
    void whatAStoppedJobHadNoTimeToDeleteTheNextOneDeletes() throws Exception {
        Path file = write("a.json", 1, "first");
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings))) {
            eventually(() -> job.said().size() == 1);
            savepoint = job.stop(elsewhere);
        }
        Path later = write("b.json", 2, "second");
        FolderLog deleting = FolderLog.of(settings.withCleaning(new Cleaning.Delete()));
        try (SourceJob job = SourceJob.restore(cluster, deleting, savepoint)) {
            says(job, "0:1 second");
            job.checkpoint();
            eventually(() -> !Files.exists(file) && !Files.exists(later));
        }
    }

    @Test
    void aReplacedFileIsNotDeletedUnread() throws Exception {
        Path file = write("a.json", 1, "first");
        FolderLog deleting = FolderLog.of(settings.withCleaning(new Cleaning.Delete()));
        try (SourceJob job = SourceJob.start(cluster, deleting)) {
            says(job, "0:0 first");
            write("a.json", 2, "other");
            job.checkpoint();
            write("b.json", 3, "second");
            says(job, "0:0 first", "0:1 second");
            assertThat(file).hasContent(sentence("other"));
        }
    }

    @Test
    void theGoalIsReachedWhenEverythingThatWasThereHasBeenRead() throws Exception {
        for (int file = 0; file < 3; file++) {
            write(file + ".json", file, "word" + file);
        }
        FolderLog log = FolderLog.marking(settings.withMaxFilesPerTrigger(1), elsewhere.resolve("marks"));
        Goal goal = log.now();
        try (SourceJob job = SourceJob.start(cluster, log)) {
            says(job, "0:0 word0");
            assertThat(goal.isReached(Map.of(0, 1L))).isFalse();
            job.checkpoint();
            says(job, "0:0 word0", "0:1 word1");
            assertThat(goal.isReached(Map.of(0, 2L))).isFalse();
            job.checkpoint();
            eventually(() -> goal.isReached(Map.of(0, 3L)));
            assertThat(job.said()).hasSize(3);
            // What was read has not gone all the way yet.
            assertThat(goal.isReached(Map.of(0, 2L))).isFalse();
        }
        // The next run begins with a mark of its own.
        assertThat(FolderLog.marking(settings, elsewhere.resolve("marks")).now().isReached(Map.of(0, 3L)))
                .isFalse();
    }

    @Test
    void theGoalOfAnEmptyFolderIsReachedAtOnceAndThatOfAFollowedFileAtItsLastLine() throws Exception {
        FolderLog log = FolderLog.marking(settings.following(true), elsewhere.resolve("marks"));
        Goal nothing = log.now();
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, log)) {
            eventually(() -> nothing.isReached(Map.of()));
            savepoint = job.stop(elsewhere);
        }
        append(
                directory.resolve("a.json"),
                sentence("first") + "\n" + sentence("second").substring(0, 9));
        Goal line = log.now();
        try (SourceJob job = SourceJob.restore(cluster, log, savepoint)) {
            eventually(() -> line.isReached(Map.of(0, 1L)));
            assertThat(job.said()).containsExactly("0:0 first");
        }
    }

    @Test
    void whatCannotBeReadIsADeadLetterInItsPlace() throws Exception {
        Path broken = write("a.json", 1, "first");
        append(broken, "BROKEN\n" + sentence("never") + "\n");
        Files.setLastModifiedTime(broken, FileTime.from(NOON));
        write("b.json", 2, "second");

        try (SourceJob job = SourceJob.start(cluster, FolderLog.of(settings))) {
            says(job, "0:0 first", "0:1 The rest of the file a.json cannot be read: it is broken here.", "0:2 second");
        }
    }

    @Test
    void aFileThatVanishesBeforeItsEndIsADeadLetter() throws Exception {
        Path vanishing = write("a.json", 1, "first");
        FolderLog log = FolderLog.of(settings.following(true));
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, log)) {
            eventually(() -> job.said().size() == 1);
            savepoint = job.stop(elsewhere);
        }
        Files.delete(vanishing);
        write("b.json", 2, "second");
        try (SourceJob job = SourceJob.restore(cluster, log, savepoint)) {
            says(
                    job,
                    "0:1 The rest of the file a.json cannot be read: there is no such file or directory.",
                    "0:2 second");
        }
    }
}
