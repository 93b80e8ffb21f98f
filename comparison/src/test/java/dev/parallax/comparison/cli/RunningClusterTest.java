package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.Laboratory;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cluster}: a Flink cluster and a Kafka that others use, too. */
@ExtendWith(Laboratory.class)
final class RunningClusterTest {
    private static final long NOON = 1_672_920_000_000L;

    @Test
    void comparesThereAndLeavesNothingBehind(Laboratory laboratory, @TempDir Path out) throws Exception {
        String topic = topicWithEvents(laboratory, 2_000);
        Set<String> before = topics(laboratory);

        int status = compare(laboratory, topic, out);

        assertThat(status).isEqualTo(Parallax.DONE);
        assertThat(out.resolve("report.json")).exists();
        assertThat(topics(laboratory)).isEqualTo(before);
    }

    @Test
    void leavesNothingBehindWhenItFails(Laboratory laboratory, @TempDir Path out) throws Exception {
        String topic = topicWithEvents(laboratory, 200);
        Set<String> before = topics(laboratory);
        Path inTheWay = Files.createFile(out.resolve("file"));

        // The streams run already when the first batch view finds no place.
        int status = compare(laboratory, topic, out, "--batch-views", "file:" + inTheWay);

        assertThat(status).isEqualTo(Parallax.BAD_INPUT);
        assertThat(topics(laboratory)).isEqualTo(before);
    }

    @Test
    void runsAQueryThereThatGoesOnLater(Laboratory laboratory, @TempDir Path directory) throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        String query =
                "run stream --pipeline words --trigger available-now --parallelism 1 --files " + in + " --checkpoint "
                        + directory.resolve("state") + " --sink file:" + directory.resolve("out") + " --cluster "
                        + laboratory.cluster().address().getAuthority();
        Files.writeString(in.resolve("1.json"), "{\"event_time\":\"2024-04-09 12:00:00.000000\",\"data\":\"owl\"}\n");
        Ran first = Ran.parallax(query.split(" "));
        Files.writeString(in.resolve("2.json"), "{\"event_time\":\"2024-04-09 12:01:00.000000\",\"data\":\"owl\"}\n");
        Ran second = Ran.parallax(query.split(" "));

        assertThat(first.errors()).contains("1 record in, 1 row out");
        assertThat(second.errors()).contains("1 record in, 1 row out");
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            assertThat(files.flatMap(RunningClusterTest::lines).map(row -> row.replaceFirst(".*\"count\"", "")))
                    .containsExactlyInAnyOrder(":1}", ":2}");
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failsAtOnceIfNobodyAnswers() {
        assertThat(Parallax.run("compare", "--cluster", "127.0.0.1:1")).isEqualTo(Parallax.FAILED);
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(Parallax.run("compare", "--cluster", "127.0.0.1:70000")).isEqualTo(Parallax.BAD_INPUT);
    }

    private static int compare(Laboratory laboratory, String topic, Path out, String... more) {
        String cluster = laboratory.cluster().address().getAuthority();
        List<String> arguments = new java.util.ArrayList<>(
                List.of("compare", "--cluster", cluster, "--cuts", "2", "--out", out.toString()));
        arguments.addAll(List.of("--kafka", laboratory.bootstrapServers(), "--topic", topic));
        arguments.addAll(List.of(more));
        return Parallax.run(arguments.toArray(String[]::new));
    }

    private static String topicWithEvents(Laboratory laboratory, int events) throws Exception {
        String topic = "events-" + events;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new EventGenerator(GeneratorSettings.defaults("devices").withEvents(events)).writeTo(lines);
        // One request at a time: a topic just made may refuse the first one, take the second, and then the first never
        // more.
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", laboratory.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            long number = 0;
            for (String line :
                    lines.toString(java.nio.charset.StandardCharsets.ISO_8859_1).split("\n")) {
                byte[] record = line.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                producer.send(new ProducerRecord<>(topic, (int) (number % 2), NOON + 1_000 * number++, null, record));
            }
        }
        return topic;
    }

    private static Set<String> topics(Laboratory laboratory) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }
}
