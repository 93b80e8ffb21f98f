package dev.parallax.shared.log.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.Broker;
import dev.parallax.shared.log.EventSource.Goal;
import dev.parallax.shared.log.FollowedTopic;
import dev.parallax.shared.log.GatheringSink;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaStart;
import dev.parallax.shared.log.SentenceLines;
import dev.parallax.shared.log.SourceJob;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ArchiveThenTopicTest {
    private static final Instant NOON = Instant.parse("2023-01-05T12:00:00Z");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private static Broker broker;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private MiniCluster cluster;
    private KafkaLog log;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void use(@InjectMiniCluster MiniCluster running) throws Exception {
        cluster = running;
        log = broker.newTopic(2);
    }

    private static String at(String time, String words) {
        return "{\"event_time\":\"2023-01-05 " + time + "\",\"data\":\"" + words + "\"}";
    }

    private void write(String name, int second, String... lines) throws IOException {
        Path file = Files.write(directory.resolve(name), List.of(lines));
        Files.setLastModifiedTime(file, FileTime.from(NOON.plusSeconds(second)));
    }

    private void send(int partition, String time, String words) throws Exception {
        broker.send(log, partition, NOON.toEpochMilli(), at(time, words));
    }

    private ArchiveThenTopic source(int maxFilesPerTrigger) {
        return new ArchiveThenTopic(
                FolderSettings.of(directory, SentenceLines.FORMAT).withMaxFilesPerTrigger(maxFilesPerTrigger),
                FollowedTopic.from(log, new KafkaStart.Earliest(), 0, elsewhere.resolve("marks")),
                elsewhere.resolve("marks"));
    }

    private static void says(SourceJob job, String... records) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(job.said()).containsExactlyInAnyOrder(records));
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(job.said()).containsExactlyInAnyOrder(records));
    }

    @Test
    void readsTheTopicBehindTheArchiveAndGoesOnInEachOfThem() throws Exception {
        write("a.json", 1, at("09:00:00", "first"), at("09:01:00", "second"));
        write("b.json", 2, at("09:02:00", "third"));
        send(0, "10:00:00", "a0");
        send(1, "10:00:00", "b0");
        ArchiveThenTopic source = source(1);
        Goal goal = source.now();
        String inArchive;
        try (SourceJob job = SourceJob.start(cluster, source)) {
            says(job, "2:0 first", "2:1 second");
            assertThat(goal.isReached(Map.of(2, 2L))).isFalse();
            inArchive = job.stop(elsewhere);
        }
        String inTopic;
        try (SourceJob job = SourceJob.restore(cluster, source(1), inArchive)) {
            says(job, "2:2 third", "0:0 a0", "1:0 b0");
            assertThat(goal.isReached(Map.of(2, 3L, 0, 1L, 1, 1L))).isTrue();
            assertThat(goal.isReached(Map.of(2, 3L, 0, 1L))).isFalse();
            inTopic = job.stop(elsewhere);
        }
        send(1, "10:01:00", "b1");
        ArchiveThenTopic last = source(1);
        Goal atLast = last.now();
        try (SourceJob job = SourceJob.restore(cluster, last, inTopic)) {
            says(job, "1:1 b1");
            assertThat(atLast.isReached(Map.of(2, 3L, 0, 1L, 1, 1L))).isFalse();
            assertThat(atLast.isReached(Map.of(2, 3L, 0, 1L, 1, 2L))).isTrue();
        }
    }

    @Test
    void afterAFailureBehindTheSeamItGoesBackIntoTheArchive() throws Exception {
        write("a.json", 1, at("09:00:00", "first"));
        write("b.json", 2, at("09:01:00", "second"));
        write("c.json", 3, at("09:02:00", "third"));
        send(0, "10:00:00", "a0");
        send(1, "10:00:00", "b0");
        try (SourceJob job = SourceJob.startFailing(cluster, source(1))) {
            says(job, "2:0 first");
            job.checkpoint();
            await().until(() -> job.said().contains("2:1 second"));
            job.checkpoint();
            await().until(() -> job.said().contains("0:0 a0"));
            send(1, "10:01:00", "fail");

            await().atMost(Duration.ofSeconds(20)).until(() -> job.said().contains("1:1 fail"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(job.said())
                            .containsOnly("2:0 first", "2:1 second", "2:2 third", "0:0 a0", "1:0 b0", "1:1 fail")
                            .containsOnlyOnce("2:0 first", "2:1 second", "1:1 fail"));
            assertThat(job.said().stream().filter("2:2 third"::equals)).hasSize(2);
            // It goes on, from checkpoints behind the seam as well.
            job.checkpoint();
            send(0, "10:02:00", "a1");
            await().atMost(Duration.ofSeconds(20)).until(() -> job.said().contains("0:1 a1"));
        }
    }

    @Test
    void anEmptyArchiveEndsAtOnce() throws Exception {
        send(0, "10:00:00", "a0");
        ArchiveThenTopic source = source(0);
        Goal goal = source.now();
        try (SourceJob job = SourceJob.start(cluster, source)) {
            says(job, "0:0 a0");
            assertThat(goal.isReached(Map.of(0, 1L))).isTrue();
        }
    }

    @Test
    void windowsCloseByTheArchivesClockAndBehindItsEndByThoseOfTheTopic() throws Exception {
        write("a.json", 1, at("09:00:00", "owl"), at("09:10:00", "owl"), at("09:25:00", "owl"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        GatheringSink<ViewRecord<WordCount>> view = new GatheringSink<>();
        RollupSettings settings = RollupSettings.stream(
                        Windows.tumbling(Duration.ofMinutes(10)),
                        3,
                        Duration.ofDays(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.APPEND)
                .withArchiveFirst(true);
        new Transformation<>(new WordsPipeline(), settings)
                .of(source(0).read(environment, new WordsPipeline()))
                .sinkTo(view);
        JobClient job = environment.executeAsync();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rows(view)).containsExactly("09:00 1", "09:10 1"));

            send(0, "09:05:00", "owl"); // its window is closed
            send(0, "09:26:00", "owl");
            send(1, "09:41:00", "owl");
            send(0, "09:42:00", "owl");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rows(view)).containsExactly("09:00 1", "09:10 1", "09:20 2"));
            assertThat(view.gathered().stream().filter(LateContribution.class::isInstance))
                    .singleElement()
                    .satisfies(late -> {
                        assertThat(((LateContribution<?>) late).place().partition())
                                .isEqualTo(0);
                        assertThat(((LateContribution<?>) late).place().offset())
                                .isEqualTo(0);
                        assertThat(((LateContribution<?>) late).kind()).isEqualTo(LateContribution.Kind.IDLE);
                    });
        } finally {
            job.cancel().get();
        }
    }

    private static List<String> rows(GatheringSink<ViewRecord<WordCount>> view) {
        return view.gathered().stream()
                .flatMap(record -> record instanceof ViewRow<WordCount> row ? Stream.of(row) : Stream.empty())
                .map(row -> Instant.ofEpochMilli(row.slot().window().start())
                                .toString()
                                .substring(11, 16)
                        + " " + row.accumulator().count())
                .toList();
    }
}
