package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The course's experiment: remove the last commit, start again, and see what is read again. Each run stops with a savepoint, and has a number. */
@ExtendWith(Laboratory.class)
class RewindCommandTest {
    private static final String OWL_ONCE = row("owl", 1);
    private static final String OWL_TWICE = row("owl", 2);
    private static final String DOG_ONCE = row("dog", 1);

    @TempDir
    private Path directory;

    private final List<Long> stops = new ArrayList<>();

    // --- a folder of files

    /** Added again under its name, a file is not read again; after the rewind it is, with what it holds then. */
    @Test
    @Tag("long")
    void aFileThatIsAddedAgainIsReadAgainAfterTheRewindAndNotBefore() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "1.json", "12:00", said("12:01", "owl"));
        run("--files " + in);
        file(in, "2.json", "12:10", said("12:02", "owl"));
        run("--files " + in);
        assertThat(view()).isEqualTo(OWL_TWICE);

        Files.delete(in.resolve("2.json"));
        run("--files " + in);
        file(in, "2.json", "12:20", said("12:02", "owl"), said("12:03", "dog"));
        Ran again = run("--files " + in);
        assertThat(again.errors()).contains("0 records in, 0 rows out");
        assertThat(view()).isEqualTo(OWL_TWICE);

        Ran rewound = rewind("--to", "" + stops.get(0));
        assertThat(rewound.status()).as(rewound.errors()).isZero();
        Ran after = run("--files " + in);

        assertThat(after.errors())
                .contains("The query goes on from savepoint " + stops.get(0) + " of ")
                .contains("2 records in, 2 rows out");
        assertThat(view()).isEqualTo(DOG_ONCE + OWL_TWICE).isEqualTo(viewWithoutRewind("--files " + in));
    }

    @Test
    void archivedFilesComeBackAndTheRewindCanBeUndone() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        Path done = directory.resolve("done");
        String files = "--files " + in + " --max-files-per-trigger 1 --clean archive:" + done;
        file(in, "1.json", "12:00", said("12:01", "owl"), "{\"data\":");
        run(files);
        file(in, "2.json", "12:10", said("12:02", "owl"), "no JSON");
        run(files);
        assertThat(names(in)).isEmpty();
        Map<String, String> before = contents(directory.resolve("checkpoint"));

        Ran planned = rewind("--to", "" + stops.get(0), "--dry-run");
        assertThat(contents(directory.resolve("checkpoint"))).isEqualTo(before);
        Ran rewound = rewind("--to", "" + stops.get(0));

        assertThat(planned.output())
                .startsWith("The query would go on from savepoint " + stops.get(0) + " of ")
                .contains("and read 2 records again.")
                .contains("savepoint " + stops.get(1))
                .contains("1 file of dead letters")
                .contains("folder: 1 file comes back from the archive")
                .contains("of several rows of a key and window, the one in the file that was written last counts");
        assertThat(rewound.output()).contains("undo: ./parallax checkpoints rewind ");
        assertThat(names(in)).containsExactly("2.json");
        assertThat(names(done)).containsExactly("1.json");
        assertThat(deadLetters()).containsExactly("{\"data\":");

        Ran undone = rewind("--undo");
        assertThat(undone.output()).contains("is undone: everything is where it was before");
        assertThat(contents(directory.resolve("checkpoint")))
                .as("of which only the notes of the rewind are gone")
                .isEqualTo(before);
        assertThat(names(done)).containsExactly("1.json", "2.json");

        rewind("--to", "" + stops.get(0));
        Ran after = run(files);
        assertThat(after.errors()).contains("2 records in");
        assertThat(view()).isEqualTo(OWL_TWICE);
        assertThat(names(done)).containsExactly("1.json", "2.json");
        assertThat(deadLetters()).containsExactlyInAnyOrder("{\"data\":", "no JSON");
        assertThat(rewind("--undo").complaints()).singleElement().asString().contains("has gone on from there since");
    }

    @Test
    void whatWasDeletedSinceIsNamedAndNothingIsMoved() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        String files = "--files " + in + " --clean delete";
        file(in, "1.json", "12:00", said("12:01", "owl"));
        run(files);
        file(in, "2.json", "12:10", said("12:02", "owl"));
        run(files);
        Map<String, String> before = contents(directory.resolve("checkpoint"));

        Ran refused = rewind("--to", "" + stops.get(0));

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.complaints())
                .containsExactly("parallax: Checkpoint " + stops.get(0)
                        + " cannot be gone back to: 2.json was read since and cleaned away, and would have to be read again:"
                        + " put it back into " + in + " as they were.");
        assertThat(contents(directory.resolve("checkpoint"))).isEqualTo(before);

        file(in, "2.json", "12:10", said("12:02", "owl"));
        assertThat(rewind("--to", "" + stops.get(0)).status()).isZero();
        assertThat(run(files).errors()).contains("1 record in");
        assertThat(view()).isEqualTo(OWL_TWICE);
    }

    @Test
    void aRewindThatWasInterruptedIsCompletedBeforeTheQueryGoesOn() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "1.json", "12:00", said("12:01", "owl"));
        run("--files " + in);
        file(in, "2.json", "12:10", said("12:02", "owl"));
        run("--files " + in);
        rewind("--to", "" + stops.get(0));
        // As it is when the process dies after the first of its moves.
        Path checkpoint = directory.resolve("checkpoint");
        Path abandoned = checkpoint
                .resolve("abandoned")
                .resolve(names(checkpoint.resolve("abandoned")).get(0));
        Files.move(abandoned.resolve("rewind.json"), checkpoint.resolve("rewind.json"));
        Files.move(
                abandoned.resolve("commits").resolve("" + stops.get(1)),
                checkpoint.resolve("commits").resolve("" + stops.get(1)));

        Ran refused = query("--files " + in);
        Ran completed = rewind("--to", "" + stops.get(0));

        assertThat(refused.complaints())
                .containsExactly(
                        "parallax: A rewind of " + checkpoint + " was interrupted: ./parallax checkpoints rewind "
                                + checkpoint + " --to " + stops.get(0) + " completes it.");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(completed.errors())
                .contains("A rewind to checkpoint " + stops.get(0) + " that was interrupted has been completed.");
        assertThat(rewind("--to", "" + stops.get(0)).output())
                .isEqualTo(
                        "The query goes on from savepoint " + stops.get(0) + " anyway: it has noted nothing since.\n");
        assertThat(checkpoint.resolve("commits").resolve("" + stops.get(1))).doesNotExist();
        assertThat(run("--files " + in).errors()).contains("1 record in");
        assertThat(view()).isEqualTo(OWL_TWICE);
    }

    // --- a Kafka log

    @Test
    void aTopicIsReadAgainFromTheCheckpointOn(Laboratory laboratory) throws Exception {
        String topic = topic(laboratory, "rewound");
        String kafka = "--kafka " + laboratory.bootstrapServers() + " --topic " + topic;
        produce(laboratory, topic, said("12:01", "owl"));
        run(kafka);
        produce(laboratory, topic, said("12:02", "owl"));
        produce(laboratory, topic, said("12:02", "dog"));
        run(kafka);
        assertThat(view()).isEqualTo(DOG_ONCE + OWL_TWICE);

        rewind("--to", "" + stops.get(0));
        Ran after = run(kafka);
        assertThat(after.errors()).contains("2 records in, 2 rows out");
        assertThat(view()).isEqualTo(DOG_ONCE + OWL_TWICE);
        assertThat(rowsOf("owl"))
                .as("rows of the abandoned attempt stay")
                .containsExactly(OWL_ONCE, OWL_TWICE, OWL_TWICE);
        assertThat(viewWithoutRewind(kafka)).isEqualTo(view());
    }

    @Test
    void whatATopicHasNoMoreIsSaidAndNotPassedOver(Laboratory laboratory) throws Exception {
        String topic = topic(laboratory, "expired");
        String kafka = "--kafka " + laboratory.bootstrapServers() + " --topic " + topic;
        produce(laboratory, topic, said("12:01", "owl"));
        run(kafka);
        produce(laboratory, topic, said("12:02", "owl"));
        produce(laboratory, topic, said("12:03", "owl"));
        run(kafka);
        rewind("--to", "" + stops.get(0));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        Ran refused = query(kafka);

        assertThat(refused.complaints())
                .containsExactly(
                        "parallax: The topic '" + topic + "' is to be read on from offset 1 of partition 0, but its"
                                + " records before 2 are gone: begin anew with another --checkpoint, or go on from a later"
                                + " checkpoint.");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(rewind("--undo").status()).isZero();
        assertThat(query(kafka).errors()).contains("0 records in");
    }

    // --- what cannot be

    @Test
    void whatIsNoCheckpointOrNoQueryIsRefusedAndNothingIsWritten() throws Exception {
        Path in = Files.createDirectories(directory.resolve("in"));
        file(in, "1.json", "12:00", said("12:01", "owl"));
        run("--files " + in);
        Path foreign = Files.createDirectories(directory.resolve("foreign"));

        assertThat(rewind("--to", "999").complaints())
                .singleElement()
                .satisfies(said -> assertThat(said)
                        .startsWith("parallax: There is no checkpoint 999 in ")
                        .endsWith("; there are: " + stops.get(0) + "."));
        Ran ofForeign = Ran.parallax("checkpoints", "rewind", foreign.toString(), "--to", "1");
        assertThat(ofForeign.complaints())
                .containsExactly("parallax: In " + foreign
                        + " there is no query: name the directory that it has as its --checkpoint.");
        assertThat(ofForeign.status()).isEqualTo(2);
        assertThat(names(foreign)).isEmpty();
        assertThat(rewind("--undo").complaints())
                .containsExactly("parallax: There is no rewind to undo in " + directory.resolve("checkpoint") + ".");
        Path metadata;
        try (Stream<Path> files = Files.walk(directory.resolve("checkpoint/savepoints"))) {
            metadata =
                    files.filter(file -> file.endsWith("_metadata")).findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(metadata);
        Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
        assertThat(rewind("--to", "" + stops.get(0)).complaints())
                .containsExactly("parallax: The file " + metadata
                        + " cannot be read as the description of a checkpoint: it ends too early.");
    }

    // --- the query, and what it has said

    private Ran query(String source) {
        return Ran.parallax(("run stream --pipeline words --trigger available-now --output-mode update " + source
                        + " --checkpoint " + directory.resolve("checkpoint") + " --sink file:"
                        + directory.resolve("out"))
                .split(" +"));
    }

    private Ran run(String source) throws IOException {
        Ran ran = query(source);
        assertThat(ran.status()).as(ran.errors()).isZero();
        List<String> commits = names(directory.resolve("checkpoint/commits"));
        stops.add(commits.stream().mapToLong(Long::parseLong).max().orElseThrow());
        return ran;
    }

    private Ran rewind(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("checkpoints", "rewind", directory.resolve("checkpoint").toString()));
        command.addAll(List.of(arguments));
        return Ran.parallax(command.toArray(String[]::new));
    }

    private String viewWithoutRewind(String source) {
        Path straight = directory.resolve("straight");
        Ran ran = Ran.parallax(("run stream --pipeline words --trigger available-now --output-mode update " + source
                        + " --sink file:" + straight)
                .split(" +"));
        assertThat(ran.status()).as(ran.errors()).isZero();
        return view(straight);
    }

    /** What a reader of the sink takes for the view, sorted. */
    private String view() {
        return view(directory.resolve("out"));
    }

    private static String view(Path sink) {
        Map<String, String> newest = new TreeMap<>();
        rows(sink).forEach(row -> newest.put(row.replaceFirst(",\"count\".*", ""), row + "\n"));
        return String.join("", newest.values());
    }

    private List<String> rowsOf(String word) {
        return rows(directory.resolve("out")).stream()
                .filter(row -> row.contains("\"" + word + "\""))
                .map(row -> row + "\n")
                .toList();
    }

    /** In the order in which the files were written. */
    private static List<String> rows(Path sink) {
        try (Stream<Path> files = Files.list(sink)) {
            List<String> rows = new ArrayList<>();
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(RewindCommandTest::written))
                    .toList()) {
                rows.addAll(Files.readAllLines(file));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> deadLetters() throws IOException {
        Ran shown = Ran.parallax(
                "dead-letters", "show", directory.resolve("checkpoint").toString());
        return shown.output()
                .lines()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .toList();
    }

    private static String said(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00\",\"data\":\"" + words + "\"}";
    }

    private static String row(String word, int count) {
        return "{\"key\":\"" + word
                + "\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\"," + "\"count\":"
                + count + "}\n";
    }

    private static void file(Path folder, String name, String written, String... lines) throws IOException {
        Path part = Files.write(folder.resolve(name + ".tmp"), List.of(lines));
        Files.setLastModifiedTime(part, FileTime.from(Instant.parse("2024-04-09T" + written + ":00Z")));
        Files.move(part, folder.resolve(name));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Every file with what it holds; not the lock, and no directories. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static String topic(Laboratory laboratory, String name) throws Exception {
        String topic = "RewindCommandTest-" + name;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", laboratory.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        return topic;
    }

    private static void produce(Laboratory laboratory, String topic, String record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", laboratory.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, record.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
