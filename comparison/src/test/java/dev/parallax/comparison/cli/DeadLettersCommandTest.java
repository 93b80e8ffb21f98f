package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.Laboratory;
import dev.parallax.shared.format.DeadLetterJson;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code dead-letters show|count|redrive}, over what a query leaves in its checkpoint directory. */
@ExtendWith(Laboratory.class)
class DeadLettersCommandTest {
    private static final String COLD = letter("invalid", "It is 5 degrees too cold.", 0, 7, "cold");
    private static final String HOT = letter("invalid", "It is 31 degrees too hot.", 1, 2, "hot");
    private static final String HOTTER = letter("invalid", "It is 99 degrees too hot.", 1, 3, "hotter");
    private static final String BROKEN = letter("malformed", "It is 'broken'.", 9, 0, "{\\\"a\\u001b[31m");
    private static final String BINARY =
            "{\"kind\":\"malformed\",\"reason\":\"It is no text.\",\"source\":\"events\",\"partition\":0,\"offset\":8,\"base64\":\"/wr/\"}";
    private static final String UNKNOWN =
            "{\"kind\":\"invalid\",\"reason\":\"It conflicts.\",\"source\":null,\"partition\":0,\"offset\":9}";

    private final String kafka;

    @TempDir
    Path directory;

    private Path letters;

    DeadLettersCommandTest(Laboratory laboratory) {
        kafka = laboratory.bootstrapServers();
    }

    @BeforeEach
    void aQueryHasLeftLetters() throws IOException {
        letters = Files.createDirectories(directory.resolve("cp/dead-letters"));
        write(letters.resolve("part-a-0"), COLD, HOT);
        write(letters.resolve("2023-01-05/part-a-1"), BROKEN, HOTTER);
        write(letters.resolve(".part-a-2.inprogress"), "{\"kind\":");
    }

    @Test
    void areShownSafely() {
        Ran shown = run("show", cp());

        assertThat(shown.output().lines())
                .containsExactlyInAnyOrder(
                        "kind\tplace\treason\trecord",
                        "invalid\tevents 0:7\tIt is 5 degrees too cold.\tcold",
                        "invalid\tevents 1:2\tIt is 31 degrees too hot.\thot",
                        "malformed\tevents 9:0\tIt is 'broken'.\t{\"a\\u{001B}[31m",
                        "invalid\tevents 1:3\tIt is 99 degrees too hot.\thotter");
        assertThat(shown.status()).isZero();
    }

    @Test
    void thoseThatAreWantedAreShownWhole() {
        assertThat(run("show", cp(), "--json", "--reason", "TOO HOT").output().lines())
                .containsExactlyInAnyOrder(HOT, HOTTER);
        assertThat(run("show", cp(), "--json", "--kind", "malformed").output()).isEqualTo(BROKEN + "\n");
        assertThat(run("show", cp(), "--json", "--limit", "1").output().lines()).hasSize(1);
        assertThat(run("show", cp(), "--limit", "1").errors()).isEqualTo("1 of 4 dead letters: --limit shows more.\n");
    }

    @Test
    void areCountedByKindAndReason() {
        assertThat(run("count", cp()).output()).isEqualTo("""
                letters\tkind\treason
                2\tinvalid\tIt is … degrees too hot.
                1\tmalformed\tIt is 'broken'.
                1\tinvalid\tIt is 5 degrees too cold.
                """);
    }

    @Test
    void whatIsNoLetterIsNamedAndTheOthersAreRead() throws IOException {
        Path file = write(letters.resolve("part-b-0"), COLD, "nonsense", "{}");

        Ran counted = run("count", file.toString());

        assertThat(counted.output()).endsWith("1\tinvalid\tIt is 5 degrees too cold.\n");
        assertThat(counted.complaints())
                .containsExactly(
                        "parallax: Line 2 of " + file + ": It is no dead letter, because it is no JSON object.",
                        "parallax: Line 3 of " + file + ": It is no dead letter, because its kind is no text.");
        assertThat(counted.status()).isEqualTo(2);
    }

    @Test
    void comeBackIntoTheirPartitionsOnce() {
        String topic = topic(3);

        Ran first = run("redrive", cp(), "--kafka", kafka, "--topic", topic);
        Ran second = run("redrive", cp(), "--kafka", kafka, "--topic", topic);

        assertThat(first.lastLine())
                .isEqualTo("4 dead letters were put back into the topic '" + topic + "' at " + kafka + "; 0 stay.");
        assertThat(first.status()).isZero();
        assertThat(second.lastLine()).isEqualTo("0 dead letters were put back; 0 stay.");
        assertThat(consumed(topic)).containsExactlyInAnyOrder("cold", "hot", "hotter", "{\"a\u001b[31m");
        assertThat(placesOf("hot", topic)).containsExactly(1, 1);
        assertThat(placesOf("cold", topic)).containsExactly(0);
        assertThat(lines(letters.resolve("redriven"))).containsExactlyInAnyOrder(COLD, HOT, BROKEN, HOTTER);
    }

    @Test
    void thoseThatWereNotMeantStay() {
        String topic = topic(2);

        Ran ran = run("redrive", cp(), "--kafka", kafka, "--topic", topic, "--reason", "hot");

        assertThat(ran.lastLine()).endsWith("; 2 stay.");
        assertThat(consumed(topic)).containsExactlyInAnyOrder("hot", "hotter");
        assertThat(run("show", cp(), "--json").output().lines()).containsExactlyInAnyOrder(COLD, BROKEN);
        assertThat(lines(letters.resolve("redriven"))).containsExactlyInAnyOrder(HOT, HOTTER);
        assertThat(letters.resolve(".part-a-2.inprogress"))
                .as("the query still writes it")
                .exists();
    }

    @Test
    void mendedTextIsWhatComesBack() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("incoming"));
        Path file = write(directory.resolve("letters.ndjson"), COLD.replace("\"text\":\"cold\"", "\"text\":\"mild\""));

        Ran ran = run("redrive", file.toString(), "--files", folder.toString());

        assertThat(ran.status()).isZero();
        assertThat(lines(folder)).containsExactly("mild");
        assertThat(file).doesNotExist();
        assertThat(lines(directory.resolve("redriven"))).hasSize(1);
    }

    @Test
    void whatALineCannotHoldStays() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("incoming"));
        Path file = write(
                directory.resolve("letters.ndjson"), BINARY, HOT, UNKNOWN, COLD.replace("cold\"", " \""), "nonsense");

        Ran ran = run("redrive", file.toString(), "--files", folder.toString());

        assertThat(ran.complaints())
                .containsExactly(
                        stays(
                                1,
                                file,
                                "it has a line break, and a line of a file cannot hold it (a row of a CSV file comes back"
                                        + " with --format csv)."),
                        stays(3, file, "its record is not known."),
                        stays(4, file, "it is blank, and who reads lines would leave it out."),
                        stays(5, file, "It is no dead letter, because it is no JSON object."));
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.errors()).contains("1 dead letter was put back").endsWith("; 4 stay.\n");
        assertThat(lines(folder)).containsExactly("hot");
        assertThat(Files.readAllLines(file)).hasSize(4).startsWith(BINARY).endsWith("nonsense");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).singleElement().asString().matches(".*/redriven-[-0-9a-f]+\\.ndjson");
        }
    }

    /** Files with the same columns in another order: each row comes back below the header that it had, and the same query reads it. */
    @Test
    void rowsOfCsvFilesComeBackBelowTheirHeaders() throws IOException {
        Path in = Files.createDirectory(directory.resolve("in"));
        Path state = directory.resolve("state");
        Files.writeString(in.resolve("1.csv"), """
                event_time,data
                2024-04-09 12:00:00.000000,owl
                yesterday,"eel
                eel"
                """);
        Files.writeString(in.resolve("2.csv"), """
                data,event_time
                owl,yesterday
                "never closed,yesterday
                """);
        String query = "run stream --pipeline words --trigger available-now --parallelism 1 --files " + in
                + " --format csv --checkpoint " + state + " --sink file:" + directory.resolve("out");
        assertThat(Ran.parallax(query.split(" ")).errors()).contains("4 records in, 1 row out", "3 dead letters");
        mend(state.resolve("dead-letters"), "yesterday", "2024-04-09 12:01:00.000000");

        Ran shown = run("show", state.toString());
        Ran asLines = run("redrive", state.toString(), "--files", in.toString());
        Ran redriven = run("redrive", state.toString(), "--files", in.toString(), "--format", "csv");
        Ran again = Ran.parallax(query.split(" "));

        assertThat(shown.output()).contains("data,event_time\\u{000A}owl,2024-04-09");
        assertThat(asLines.complaints())
                .hasSize(3)
                .allMatch(line -> line.endsWith("(a row of a CSV file comes back with" + " --format csv)."));
        assertThat(redriven.complaints())
                .singleElement()
                .asString()
                .endsWith("stays: its quotes do not fit, and would take in the rows behind it.");
        assertThat(redriven.errors()).contains("2 dead letters were put back");
        assertThat(again.errors()).contains("2 records in, 2 rows out", " 0 dead letters");
        assertThat(lines(directory.resolve("out")).stream().map(row -> row.replaceAll(".*\"key\":\"|\",.*t\":|}", " ")))
                .containsExactlyInAnyOrder(" owl 1 ", " owl 2 ", " eel 2 ");
    }

    /** As with an editor. */
    private static void mend(Path directory, String wrong, String right) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, Files.readString(file).replace(wrong, right));
            }
        }
    }

    @Test
    void nothingMovesUnlessTheTargetHasIt() {
        Ran ran = run("redrive", cp(), "--kafka", kafka, "--topic", "nope");

        assertThat(ran.complaints())
                .containsExactly("parallax: Kafka at " + kafka + " has no topic 'nope': create it, or name another.");
        assertThat(run("show", cp(), "--json").output().lines()).hasSize(4);
        assertThat(letters.resolve("redriven")).doesNotExist();
    }

    @Test
    void comparisonsLeaveLettersThatAreUnderstood() throws IOException {
        DeadLetter<?> letter = new DeadLetter<>(
                DeadLetter.Kind.INVALID, "It is odd.", "log", new Place(2, 3), "x".getBytes(StandardCharsets.UTF_8));
        Path out = Files.createDirectory(directory.resolve("parallax-out"));
        Files.writeString(out.resolve("report.json"), "{}");
        Files.write(out.resolve("dead-letters.ndjson"), DeadLetterJson.of(letter));

        assertThat(run("show", out.toString()).output()).endsWith("invalid\tlog 2:3\tIt is odd.\tx\n");
    }

    private Ran run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dead-letters", command));
        arguments.addAll(List.of(more));
        return Ran.parallax(arguments.toArray(String[]::new));
    }

    private String cp() {
        return letters.getParent().toString();
    }

    private String topic(int partitions) {
        String topic = "letters-" + UUID.randomUUID();
        Ran.parallax("topics", "create", topic, "--partitions", "" + partitions, "--kafka", kafka);
        return topic;
    }

    private List<String> consumed(String topic) {
        return Ran.parallax("consume", "--kafka", kafka, "--topic", topic)
                .output()
                .lines()
                .toList();
    }

    /** The partitions with records that begin so. */
    private List<Integer> placesOf(String beginning, String topic) {
        List<Integer> partitions = new ArrayList<>();
        KafkaLog log = KafkaLog.existing(KafkaConnection.to(kafka), topic);
        for (int partition = 0; partition < log.partitions(); partition++) {
            long end = log.untilNow().upTo().get(partition);
            for (long offset = 0; offset < end; offset++) {
                String record = new String(log.recordAt(new Place(partition, offset)), StandardCharsets.UTF_8);
                if (record.startsWith(beginning)) {
                    partitions.add(partition);
                }
            }
        }
        return partitions;
    }

    private static String stays(int line, Path file, String why) {
        return "parallax: Line " + line + " of " + file + " stays: " + why;
    }

    private static Path write(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, String.join("\n", lines) + "\n");
    }

    /** Of all files below a directory. */
    private static List<String> lines(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String letter(String kind, String reason, int partition, long offset, String text) {
        return "{\"kind\":\"" + kind + "\",\"reason\":\"" + reason + "\",\"source\":\"events\",\"partition\":"
                + partition + ",\"offset\":" + offset + ",\"text\":\"" + text + "\"}";
    }
}
