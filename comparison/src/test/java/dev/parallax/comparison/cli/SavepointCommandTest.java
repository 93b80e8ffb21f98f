package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.Laboratory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A query in another process is stopped with a savepoint, and goes on from it. */
@ExtendWith(Laboratory.class)
class SavepointCommandTest {
    @TempDir
    private Path directory;

    private Path in;
    private Path checkpoint;

    @BeforeEach
    void begin() throws IOException {
        in = Files.createDirectories(directory.resolve("in"));
        checkpoint = directory.resolve("checkpoint");
        Files.writeString(in.resolve("1.json"), said("12:01"));
    }

    @Test
    void aRunningQueryStopsAndGoesOnExactlyThere() throws Exception {
        try (Launched running = launched("--trigger 300ms")) {
            awaitRows(running, ":1}");
            Ran stopped = Ran.parallax("savepoint", checkpoint.toString());

            assertThat(stopped.complaints()).isEmpty();
            assertThat(stopped.output())
                    .startsWith("The query has stopped with savepoint ")
                    .contains(" in " + checkpoint + "/savepoints/savepoint-")
                    .endsWith(": the same ./parallax run stream command goes on from there.\n");
            assertThat(running.exitStatus()).isZero();
            assertThat(running.errors()).contains("1 record in, 1 row out");
        }
        Files.writeString(in.resolve("2.json"), said("12:02"));

        Ran after = query("--trigger available-now");

        assertThat(after.errors()).contains("The query goes on from savepoint ", "1 record in, 1 row out");
        assertThat(counts()).containsExactlyInAnyOrder(":1}", ":2}");
    }

    @Test
    void whereNoQueryRunsThatIsSaid() throws Exception {
        assertThat(query("--trigger available-now").status()).isZero();

        Ran none = Ran.parallax("savepoint", checkpoint.toString());
        Ran foreign = Ran.parallax("savepoint", in.toString());

        assertThat(none.complaints())
                .containsExactly("parallax: No query is running with the directory " + checkpoint + ".");
        assertThat(none.status()).isEqualTo(2);
        assertThat(foreign.complaints()).singleElement().asString().contains("there is no query");
        assertThat(Files.list(in)).containsExactly(in.resolve("1.json"));
    }

    /** Killed, a query leaves its job behind on the cluster: nothing else may run with its directory until that is stopped. */
    @Test
    void aJobThatWasLeftBehindOnAClusterIsStopped(Laboratory laboratory) throws Exception {
        String address = laboratory.cluster().address().getAuthority();
        String onCluster = "--parallelism 1 --cluster " + address;
        try (Launched running = launched("--trigger 300ms " + onCluster)) {
            awaitRows(running, ":1}");
            running.process().destroyForcibly().waitFor();
        }

        Ran second = query("--trigger available-now");
        Ran rewound = Ran.parallax("checkpoints", "rewind", checkpoint.toString(), "--to", "1");
        Ran unknown = Ran.parallax("savepoint", "--cluster", address, "--job", "nobody");
        Ran stopped = Ran.parallax("savepoint", checkpoint.toString());

        assertThat(second.complaints())
                .as(second.errors())
                .singleElement()
                .asString()
                .startsWith("parallax: The query in " + checkpoint + " still runs on the cluster at http://" + address)
                .endsWith(": ./parallax savepoint " + checkpoint + " stops it.");
        assertThat(rewound.complaints()).isEqualTo(second.complaints());
        assertThat(unknown.complaints())
                .singleElement()
                .asString()
                .contains("has no running job 'nobody'; there are: ", "(stream query words)");
        assertThat(stopped.output()).startsWith("The query has stopped with savepoint ");
        Files.writeString(in.resolve("2.json"), said("12:02"));
        assertThat(query("--trigger available-now").errors()).contains("1 record in, 1 row out");
        assertThat(counts()).containsExactlyInAnyOrder(":1}", ":2}");
    }

    @Test
    void anyJobOfAClusterIsStoppedByItsName(Laboratory laboratory) throws Exception {
        String address = laboratory.cluster().address().getAuthority();
        try (Launched running = launched("--trigger 300ms --parallelism 1 --cluster " + address)) {
            awaitRows(running, ":1}");

            Ran stopped = Ran.parallax(
                    "savepoint",
                    "--cluster",
                    address,
                    "--job",
                    "stream query words",
                    "--into",
                    directory.resolve("elsewhere").toString());

            assertThat(stopped.output())
                    .startsWith("The job 'stream query words' has stopped with the savepoint file:" + directory
                            + "/elsewhere/savepoint-")
                    .contains(": flink run -s file:");
            assertThat(running.exitStatus()).isZero();
        }
    }

    private Launched launched(String options) throws IOException {
        return Launched.parallax(directory, ProcessBuilder.Redirect.DISCARD, command(options));
    }

    private Ran query(String options) {
        return Ran.parallax(command(options));
    }

    private String[] command(String options) {
        return ("run stream --pipeline words --files " + in + " --checkpoint " + checkpoint + " --sink file:"
                        + directory.resolve("out") + " " + options)
                .split(" ");
    }

    private void awaitRows(Launched running, String... counts) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(counts()).as(running.errors()).containsExactlyInAnyOrder(counts));
    }

    private List<String> counts() throws IOException {
        if (!Files.exists(directory.resolve("out"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.resolve("out"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .flatMap(SavepointCommandTest::lines)
                    .map(row -> row.replaceFirst(".*\"count\"", ""))
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(String time) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"owl\"}\n";
    }
}
