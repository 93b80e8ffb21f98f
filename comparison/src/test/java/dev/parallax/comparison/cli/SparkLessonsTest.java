package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.comparison.Laboratory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lessons of a course on Spark Structured Streaming, each as the README's table has it. Times are on 9 April 2024. */
@ExtendWith(Laboratory.class)
class SparkLessonsTest {
    @TempDir
    private Path directory;

    // --- lesson 1: words from a socket

    @Test
    void wordsFromASocketWithTheWholeViewAtEachTrigger() throws Exception {
        try (Words words = new Words("complete")) {
            words.say("owl dog owl");
            words.awaitTable(List.of("dog 1", "owl 2"));

            words.say("cat owl");
            words.awaitTable(List.of("cat 1", "dog 1", "owl 3"));
        }
    }

    @Test
    void wordsFromASocketWithOnlyWhatChanged() throws Exception {
        try (Words words = new Words("update")) {
            words.say("owl dog owl");
            words.awaitTable(List.of("dog 1", "owl 2"));

            words.say("cat owl");
            words.awaitTable(List.of("cat 1", "owl 3"));
        }
    }

    /** A server that says lines, and a query that counts the words in them. */
    private final class Words implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Launched query;
        private final Path output = directory.resolve("output.txt");
        private final Socket client;

        private Words(String mode) throws IOException {
            server.setSoTimeout(60_000);
            query = Launched.parallax(
                    directory,
                    ProcessBuilder.Redirect.to(output.toFile()),
                    ("run stream --pipeline words --format text --window global --trigger 500ms --sink console"
                                    + " --socket 127.0.0.1:" + server.getLocalPort() + " --output-mode " + mode)
                            .split(" "));
            client = server.accept();
        }

        private void say(String line) throws IOException {
            client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        /** Waits for a trigger whose rows are these: word and count, in this order. */
        private void awaitTable(List<String> rows) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(tables(Files.readString(output)))
                            .as(query.errors())
                            .endsWith(rows));
        }

        @Override
        public void close() throws Exception {
            query.signal("INT");
            assertThat(query.exitStatus()).isEqualTo(130);
            query.close();
            client.close();
            server.close();
        }
    }

    /** Of each trigger on a console the rows, as key and count. */
    private static List<List<String>> tables(String output) {
        List<List<String>> tables = new ArrayList<>();
        for (String line : output.split("\n")) {
            if (line.startsWith("Trigger: ")) {
                tables.add(new ArrayList<>());
            } else if (line.matches("[a-z]{3} .*\\d")) {
                String[] cells = line.trim().split(" +");
                tables.get(tables.size() - 1).add(cells[0] + " " + cells[cells.length - 1]);
            }
        }
        return tables;
    }

    // --- lesson 2: a folder of JSON files, one by one, put away when they are read

    @Test
    void aFolderOfJsonFilesOneByOneThatArePutAway() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        // The second file is older by name, but was written later: it is read later.
        file(in, "b.json", "12:00", said("12:01", "owl"), said("12:02", "dog"));
        file(in, "a.json", "12:30", said("12:03", "owl"), said("12:30", "owl"));

        Ran ran = query("--pipeline words --max-files-per-trigger 1 --trigger available-now --output-mode update"
                + " --files " + in + " --clean archive:" + directory.resolve("done") + " --sink file:"
                + directory.resolve("out"));

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(rows("out"))
                .containsExactlyInAnyOrder(
                        row("owl", "12:00", "12:10", 1),
                        row("dog", "12:00", "12:10", 1),
                        row("owl", "12:00", "12:10", 2),
                        row("owl", "12:30", "12:40", 1));
        assertThat(names(in)).isEmpty();
        assertThat(names(directory.resolve("done"))).containsExactly("a.json", "b.json");
    }

    // --- lesson 3: Kafka from the beginning, flattened to CSV, with a checkpoint

    @Test
    void kafkaFromTheBeginningFlattenedToCsvWithACheckpoint(Laboratory laboratory) throws Exception {
        String topic = topic(laboratory, "flattened", 2);
        produce(laboratory, topic, 0, reading("e1", "C1", "D1", 21), reading("e2", "C1", "D2", 19));
        String query = "--pipeline readings --topic " + topic + " --kafka " + laboratory.bootstrapServers()
                + " --from earliest --trigger available-now --sink-format csv";

        assertThat(query(query + checkpointAndSink()).status()).isZero();
        List<String> first = rows("out");
        produce(laboratory, topic, 1, reading("e3", "C2", "D1", 23));
        assertThat(query(query + checkpointAndSink()).status()).isZero();

        assertThat(first.stream().filter(line -> line.contains("D1"))).hasSize(1);
        assertThat(first.stream().filter(line -> line.contains("D2"))).hasSize(1);
        List<String> both = rows("out");
        // A checkpoint may have fallen between the first two, which are then in two files.
        assertThat(files("out"))
                .hasSizeBetween(2, 3)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .first()
                        .asString()
                        .startsWith("key,windowStart,windowEnd,"));
        assertThat(both.stream().filter(line -> line.startsWith("key,"))).hasSameSizeAs(files("out"));
        assertThat(both.stream().filter(line -> line.contains("C1"))).hasSize(2);
        assertThat(both.stream().filter(line -> line.contains("C2"))).hasSize(1);
    }

    // --- lesson 4: triggers

    @Test
    void rowsLeaveAtAnIntervalAndNotBefore() throws Exception {
        Path progress = directory.resolve("progress.ndjson");
        try (Launched query = Launched.parallax(
                directory,
                ProcessBuilder.Redirect.DISCARD,
                ("run stream --rate 200 --trigger 2s --sink blackhole --progress " + progress + " --dead-letters "
                                + directory.resolve("dead-letters"))
                        .split(" "))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(progress)
                            && Files.readAllLines(progress).size() >= 3);
            query.signal("INT");
            assertThat(query.exitStatus()).isEqualTo(130);
        }
        List<String> triggers = Files.readAllLines(progress);
        assertThat(triggers.get(1))
                .contains("\"recordsIn\":", "\"rowsOut\":", "\"late\":", "\"deadLetters\":", "\"watermark\":")
                .contains("\"offsets\":", "\"stateBytes\":", "\"recordsPerSecond\":");
        Duration between = Duration.between(at(triggers.get(1)), at(triggers.get(2)));
        assertThat(between).isBetween(Duration.ofMillis(1000), Duration.ofMillis(5000));
    }

    private static Instant at(String progress) {
        return Instant.parse(progress.replaceFirst(".*\"at\":\"([^\"]+)\".*", "$1"));
    }

    @Test
    void whatIsThereNowTwiceWithNewDataInBetween() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        String query = "--pipeline words --trigger available-now --output-mode update --files " + in;
        file(in, "1.json", "12:00", said("12:01", "owl"), said("12:02", "dog"));
        assertThat(query(query + checkpointAndSink()).status()).isZero();
        assertThat(rows("out"))
                .containsExactlyInAnyOrder(row("owl", "12:00", "12:10", 1), row("dog", "12:00", "12:10", 1));

        // The window is still open, the dog is not said again, and nothing is read twice.
        file(in, "2.json", "12:05", said("12:03", "owl"));
        assertThat(query(query + checkpointAndSink()).status()).isZero();
        assertThat(query(query + checkpointAndSink()).status())
                .as("with nothing new")
                .isZero();

        assertThat(rows("out"))
                .containsExactlyInAnyOrder(
                        row("owl", "12:00", "12:10", 1),
                        row("dog", "12:00", "12:10", 1),
                        row("owl", "12:00", "12:10", 2));
    }

    @Test
    void onceTakesEverythingInOneTriggerWhateverTheLimits() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "1.json", "12:00", said("12:01", "owl"));
        file(in, "2.json", "12:01", said("12:02", "owl"));

        Ran ran = query("--pipeline words --trigger once --output-mode update --files " + in + checkpointAndSink());

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(rows("out")).containsExactly(row("owl", "12:00", "12:10", 2));
        assertThat(ran.errors()).contains("2 records in, 1 row out, 1 trigger, 0 late, 0 dead letters.");
    }

    // --- lesson 5: two sinks at once

    @Test
    void twoSinksAtOnce() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "1.json", "12:00", said("12:01", "owl"));

        Ran ran = query("--pipeline words --trigger available-now --files " + in + " --sink file:"
                + directory.resolve("out") + " --sink console");

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(rows("out")).containsExactly(row("owl", "12:00", "12:10", 1));
        assertThat(tables(ran.output())).containsExactly(List.of("owl 1"));
    }

    // --- lesson 6: bad records are set aside, and put back when they are mended

    @Test
    void badRecordsAreSetAsideAndPutBackWhenTheyAreMended() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        String query = "--pipeline words --trigger once --output-mode update --files " + in;
        file(in, "1.json", "12:00", said("12:01", "owl"), "{\"data\":\"cat\"", said("12:02", "owl"));
        assertThat(query(query + checkpointAndSink()).errors()).contains("1 dead letter, in ");
        Path letters = directory.resolve("checkpoint/dead-letters");
        assertThat(Ran.parallax("dead-letters", "count", letters.toString()).output())
                .contains("malformed");

        try (Stream<Path> segments = Files.list(letters)) {
            Path segment = segments.filter(path -> path.toString().endsWith(".ndjson"))
                    .findFirst()
                    .orElseThrow();
            String mended = Files.readString(segment)
                    .replace("{\\\"data\\\":\\\"cat\\\"", said("12:03", "cat").replace("\"", "\\\""));
            Files.writeString(segment, mended);
        }
        Ran redriven = Ran.parallax("dead-letters", "redrive", letters.toString(), "--files", in.toString());
        assertThat(redriven.status()).as(redriven.errors()).isZero();
        assertThat(query(query + checkpointAndSink()).status()).isZero();

        assertThat(rows("out"))
                .containsExactlyInAnyOrder(row("owl", "12:00", "12:10", 2), row("cat", "12:00", "12:10", 1));
    }

    // --- lesson 7: sliding windows with a watermark of ten minutes

    /** 12:21 moves the clock to 12:11: the dog of 11:59 is late for both of its windows, that of 12:06 for one of two. */
    @Test
    void slidingWindowsWithAWatermarkOfTenMinutes() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(
                in,
                "1.json",
                "12:30",
                said("12:01", "owl"),
                said("12:21", "owl"),
                said("11:59", "dog"),
                said("12:06", "dog"));

        Ran ran = query("--pipeline words --window sliding:10m/5m --out-of-orderness 10m --output-mode append"
                + " --trigger available-now --files " + in + checkpointAndSink());

        assertThat(ran.errors()).contains("4 records in", "3 late");
        assertThat(rows("out"))
                .containsExactlyInAnyOrder(row("owl", "11:55", "12:05", 1), row("owl", "12:00", "12:10", 1));
    }

    // --- lesson 8: killed and started again with the same checkpoint

    /** 12:30 moves the clock to 12:20, 12:50 to 12:40: each window's row leaves once, when it closes. */
    @Test
    void aQueryThatWasKilledGoesOnWhereItsCheckpointIs() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        String query = "--pipeline words --output-mode append --files " + in + checkpointAndSink();
        file(in, "1.json", "12:00", said("12:01", "owl"), said("12:30", "owl"));
        Path commits = directory.resolve("checkpoint/commits");
        try (Launched killed = Launched.parallax(
                directory,
                ProcessBuilder.Redirect.DISCARD,
                ("run stream --parallelism 1 --trigger 300ms " + query).split(" +"))) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rows("out"))
                            .as(killed.errors())
                            .containsExactly(row("owl", "12:00", "12:10", 1)));
            // What leaves just before it is noted is noted by who goes on.
            await().atMost(Duration.ofSeconds(60)).until(() -> recordsIn(commits), noted -> noted == 2);
            killed.process().destroyForcibly().waitFor();
        }
        int before = names(commits).size();

        file(in, "2.json", "12:10", said("12:31", "dog"), said("12:50", "cat"));
        Ran ran = query("--trigger available-now " + query);

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.errors()).contains("2 records in");
        assertThat(names(commits)).hasSizeGreaterThan(before);
        assertThat(rows("out"))
                .containsExactlyInAnyOrder(
                        row("owl", "12:00", "12:10", 1),
                        row("owl", "12:30", "12:40", 1),
                        row("dog", "12:30", "12:40", 1));
    }

    // --- the places and the words

    private String checkpointAndSink() {
        return " --checkpoint " + directory.resolve("checkpoint") + " --sink file:" + directory.resolve("out");
    }

    private static Ran query(String options) {
        return Ran.parallax(("run stream --parallelism 1 " + options).split(" +"));
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 %s:00.000000\",\"data\":\"%s\"}".formatted(time, words);
    }

    private static String reading(String id, String customer, String device, int temperature) {
        return ("{\"eventId\":\"%s\",\"customerId\":\"%s\",\"data\":{\"devices\":[{\"deviceId\":\"%s\",\"temperature\":%d,"
                        + "\"measure\":\"C\",\"status\":\"SUCCESS\"}]},\"eventTime\":\"2023-01-05 11:13:53.643364\"}")
                .formatted(id, customer, device, temperature);
    }

    private static String row(String word, String from, String to, int count) {
        return ("{\"key\":\"%s\",\"windowStart\":\"2024-04-09T%s:00Z\",\"windowEnd\":\"2024-04-09T%s:00Z\",\"count\":%d}")
                .formatted(word, from, to, count);
    }

    /** @param written when, on a day long enough ago */
    private static void file(Path folder, String name, String written, String... lines) throws IOException {
        Path hidden = Files.write(folder.resolve("." + name), List.of(lines));
        Files.setLastModifiedTime(hidden, FileTime.from(Instant.parse("2024-04-10T" + written + ":00Z")));
        Files.move(hidden, folder.resolve(name));
    }

    /** All lines of the files in a folder of a sink, which must all be finished. */
    private List<String> rows(String sink) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(sink)) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }

    private List<Path> files(String sink) throws IOException {
        Path folder = directory.resolve(sink);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static long recordsIn(Path commits) throws IOException {
        long records = 0;
        for (String trigger : names(commits)) {
            records += new JsonMapper()
                    .readTree(commits.resolve(trigger).toFile())
                    .path("recordsIn")
                    .asLong();
        }
        return records;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String topic(Laboratory laboratory, String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return name;
    }

    private static void produce(Laboratory laboratory, String topic, int partition, String... records)
            throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", laboratory.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(topic, partition, null, record.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }
}
