package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.architectures.FollowedView;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that keeps a view goes back to an earlier checkpoint, and the view to what the log says: rows of the abandoned attempt are outranked. */
@ExtendWith(Laboratory.class)
class ViewRewindTest {
    private static final WordsPipeline WORDS = new WordsPipeline();
    private static final int WRITERS = 2;

    @TempDir
    private Path directory;

    @Test
    void theFinalViewIsTheOneOfARunWithoutARewind(Laboratory laboratory) throws Exception {
        KafkaLog log = topic(laboratory, "rewound-view");
        try (FlinkCluster cluster = FlinkCluster.local(2 * WRITERS, directory.resolve("cluster"), List.of(), 10)) {
            goBack(cluster, log, laboratory.newViewStore());
        }
    }

    private void goBack(FlinkCluster cluster, KafkaLog log, ViewStore store) throws Exception {
        store.createEmpty("view", WRITERS);
        store.createEmpty("straight", WRITERS);

        produce(log, 0, "12:01", "owl ant");
        RunningJob abandoned = submit(cluster, log, store, "view", null);
        follow(abandoned, log, store, "view");
        long early = newest();
        produce(log, 0, "12:02", "owl");
        produce(log, 1, "12:03", "owl dog");
        View<WordCount> before = follow(abandoned, log, store, "view");
        abandoned.cancelIfRunning();

        RunningJob again = submit(
                cluster,
                log,
                store,
                "view",
                CheckpointDirectory.at(directory.resolve("checkpoints"))
                        .choose(early, null)
                        .path());
        produce(log, 1, "12:04", "dog");
        assertThat(text(before)).isEqualTo(row("ant", 1) + row("dog", 1) + row("owl", 3));
        View<WordCount> after = drained(again, log, store, "view");
        RunningJob straight = submit(cluster, log, store, "straight", null);

        assertThat(text(after)).isEqualTo(row("ant", 1) + row("dog", 2) + row("owl", 3));
        assertThat(text(drained(straight, log, store, "straight"))).isEqualTo(text(after));
        assertThat(again.cost().recordsRead()).as("read again, and what is new").isEqualTo(3);
    }

    private RunningJob submit(FlinkCluster cluster, KafkaLog log, ViewStore store, String view, Path from) {
        StreamExecutionEnvironment environment = cluster.environment(WRITERS);
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (from != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from.toUri().toString());
        }
        environment.configure(settings);
        StreamViewJob.build(
                environment,
                WORDS,
                log,
                LogRange.everything(),
                RollupSettings.stream(
                        WORDS.windows(),
                        log.partitions(),
                        Duration.ofDays(1),
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.UPDATE),
                Duration.ofHours(1), // Checkpoints are made when the test asks for one.
                store.sink(view, WORDS));
        return cluster.submit(environment, view);
    }

    private static View<WordCount> follow(RunningJob job, KafkaLog log, ViewStore store, String view) {
        try (FollowedView<WordCount> followed = new FollowedView<>(job, store.reader(view, WORDS), WRITERS)) {
            followed.catchUp(log.untilNow().upTo());
            return followed.view();
        }
    }

    private static View<WordCount> drained(RunningJob job, KafkaLog log, ViewStore store, String view) {
        try (FollowedView<WordCount> followed = new FollowedView<>(job, store.reader(view, WORDS), WRITERS)) {
            followed.catchUp(log.untilNow().upTo());
            job.drain();
            followed.awaitEnd();
            return followed.view();
        }
    }

    private long newest() {
        return CheckpointDirectory.at(directory.resolve("checkpoints"))
                .newest()
                .orElseThrow()
                .number();
    }

    private String text(View<WordCount> view) throws IOException {
        Path file = directory.resolve("view.ndjson");
        ViewFile.write(WORDS, view.inOrder(WORDS.aggregate()), file);
        return Files.readString(file);
    }

    private static String row(String word, int count) {
        return "{\"key\":\"" + word
                + "\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\"," + "\"count\":"
                + count + "}\n";
    }

    private static KafkaLog topic(Laboratory laboratory, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
        return new KafkaLog(KafkaConnection.to(laboratory.bootstrapServers()), name, 2);
    }

    private static void produce(KafkaLog log, int partition, String time, String words) throws Exception {
        String event = "{\"event_time\":\"2024-04-09 " + time + ":00\",\"data\":\"" + words + "\"}";
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", log.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(log.topic(), partition, null, event.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
