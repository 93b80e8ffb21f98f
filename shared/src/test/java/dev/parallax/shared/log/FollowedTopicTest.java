package dev.parallax.shared.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.log.EventSource.Goal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

class FollowedTopicTest {
    private static final KafkaStart EARLIEST = new KafkaStart.Earliest();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    private static Broker broker;

    @TempDir
    Path elsewhere;

    private MiniCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void use(@InjectMiniCluster MiniCluster running) {
        cluster = running;
    }

    private static String sentence(String words) {
        return "{\"event_time\":\"2023-01-05 09:00:00\",\"data\":\"" + words + "\"}";
    }

    /** Eventually these, in any order, and a while later no others. */
    private static void says(SourceJob job, String... records) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(job.said()).containsExactlyInAnyOrder(records));
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(job.said()).containsExactlyInAnyOrder(records));
    }

    private static KafkaLog twoPartitions() throws Exception {
        KafkaLog log = broker.newTopic(2);
        for (int i = 0; i < 3; i++) {
            broker.send(log, 0, 1_000L * (i + 1), sentence("a" + i));
            broker.send(log, 1, 1_000L * (i + 1), sentence("b" + i));
        }
        return log;
    }

    @Test
    void readsFromATimeAndFromACut() throws Exception {
        KafkaLog log = twoPartitions();
        broker.send(log, 1, 9_000, sentence("b3"));

        FollowedTopic fromTime = FollowedTopic.from(log, new KafkaStart.AtTime(Instant.ofEpochMilli(3_001)), 0, null);
        try (SourceJob job = SourceJob.start(cluster, fromTime)) {
            says(job, "1:3 b3");
            broker.send(log, 0, 9_000, sentence("a3"));
            says(job, "1:3 b3", "0:3 a3");
        }
        FollowedTopic fromCut = FollowedTopic.from(log, KafkaStart.parse("3,2"), 0, null);
        try (SourceJob job = SourceJob.start(cluster, fromCut)) {
            says(job, "0:3 a3", "1:2 b2", "1:3 b3");
        }
    }

    @Test
    void beginsLaterRunsWhereTheFirstOneBeganToReadTheLatest() throws Exception {
        KafkaLog log = twoPartitions();
        Path marks = elsewhere.resolve("marks");
        FollowedTopic first = FollowedTopic.from(log, new KafkaStart.Latest(), 0, marks);
        Goal nothing = first.now();
        assertThat(nothing.isReached(Map.of())).isTrue();
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, first)) {
            savepoint = job.stop(elsewhere);
        }
        broker.send(log, 1, 4_000, sentence("b3"));

        FollowedTopic second = FollowedTopic.from(log, new KafkaStart.Latest(), 0, marks);
        Goal one = second.now();
        assertThat(one.isReached(Map.of())).isFalse();
        assertThat(one.isReached(Map.of(1, 4L))).isTrue();
        try (SourceJob job = SourceJob.restore(cluster, second, savepoint)) {
            says(job, "1:3 b3");
        }
    }

    @Test
    void theGoalLiesAtTheLastRecordsAndNotBehindTheMarksOfTransactions() throws Exception {
        KafkaLog log = broker.newTopic(3);
        broker.sendInTransaction(log, 0, true, sentence("a0"), sentence("a1"));
        for (int i = 0; i < 12; i++) {
            broker.sendInTransaction(log, 0, false, sentence("never"), sentence("never"));
        }
        broker.sendInTransaction(log, 1, false, sentence("never"));
        FollowedTopic topic = FollowedTopic.from(log, EARLIEST, 0, null);

        assertThat(log.untilNow().upTo()).isEqualTo(List.of(39L, 2L, 0L));
        assertThat(log.behindLastRecords()).isEqualTo(List.of(2L, 0L, 0L));
        Goal goal = topic.now();
        assertThat(goal.isReached(Map.of(0, 1L))).isFalse();
        assertThat(goal.isReached(Map.of(0, 2L))).isTrue();
        try (SourceJob job = SourceJob.start(cluster, topic)) {
            says(job, "0:0 a0", "0:1 a1");
        }
    }

    @Test
    void handsOutExactlyAsManyRecordsPerCheckpointAsATriggerMayHave() throws Exception {
        KafkaLog log = broker.newTopic(2);
        for (int i = 0; i < 6; i++) {
            broker.send(log, i % 2, 1_000, sentence("w" + i));
        }
        // Odd, so that the partitions' parts are not equal; the records of one parallel reader do not make up for those
        // of another.
        FollowedTopic topic = FollowedTopic.from(log, EARLIEST, 3, null);
        String savepoint;
        try (SourceJob job = SourceJob.start(cluster, topic)) {
            says(job, "0:0 w0", "0:1 w2", "1:0 w1");
            job.checkpoint();
            says(job, "0:0 w0", "0:1 w2", "1:0 w1", "0:2 w4", "1:1 w3");
            savepoint = job.stop(elsewhere);
        }
        try (SourceJob job = SourceJob.restore(cluster, topic, savepoint)) {
            says(job, "1:2 w5");
            for (int i = 0; i < 5; i++) {
                broker.send(log, 1, 1_000, sentence("x" + i));
            }
            // Its part of this trigger is used up.
            says(job, "1:2 w5");
            job.checkpoint();
            says(job, "1:2 w5", "1:3 x0");
        }
    }

    @Test
    void oneReaderHandsOutWhatATriggerMayHaveWhateverThePartition() throws Exception {
        KafkaLog log = broker.newTopic(4);
        for (int i = 0; i < 5; i++) {
            broker.send(log, 2, 1_000, sentence("w" + i));
        }
        FollowedTopic topic = FollowedTopic.from(log, EARLIEST, 2, null);
        try (SourceJob job = SourceJob.start(cluster, topic::read, null, 1)) {
            says(job, "2:0 w0", "2:1 w1");
            job.checkpoint();
            says(job, "2:0 w0", "2:1 w1", "2:2 w2", "2:3 w3");
        }
        StreamExecutionEnvironment two = StreamExecutionEnvironment.getExecutionEnvironment();
        two.setParallelism(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> topic.read(two, new dev.parallax.shared.pipelines.words.WordsPipeline()))
                .withMessageContaining("some would never be read");
    }

    @Test
    void aStartIsReadFromText() throws Exception {
        assertThat(KafkaStart.parse("earliest")).isEqualTo(new KafkaStart.Earliest());
        assertThat(KafkaStart.parse("latest")).isEqualTo(new KafkaStart.Latest());
        assertThat(KafkaStart.parse("10,20,0,7")).isEqualTo(new KafkaStart.AtOffsets(List.of(10L, 20L, 0L, 7L)));
        assertThat(KafkaStart.parse("12")).isEqualTo(new KafkaStart.AtOffsets(List.of(12L)));
        KafkaStart time = new KafkaStart.AtTime(Instant.parse("2023-01-05T09:00:00Z"));
        assertThat(KafkaStart.parse("2023-01-05T09:00:00Z")).isEqualTo(time);
        assertThat(KafkaStart.parse("2023-01-05T10:00+01:00")).isEqualTo(time);
        assertThat(KafkaStart.parse("1672909200000")).isEqualTo(time);
        for (String wrong : List.of("", "soon", "1,,2", "1,-2", "2023-01-05", "99999999999999999999")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KafkaStart.parse(wrong))
                    .withMessageEndingWith("not from '" + wrong + "'.");
        }
        KafkaLog log = broker.newTopic(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FollowedTopic.from(log, KafkaStart.parse("1,2,3"), 0, null))
                .withMessageContaining("has 2 partitions, and 3 offsets");
    }
}
