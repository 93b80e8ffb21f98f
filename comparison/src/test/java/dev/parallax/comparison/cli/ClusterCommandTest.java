package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** One cluster from its start to its stop: it is slow to come, so each test goes on where the one before has left it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterCommandTest {
    private static final String JOBS = "parallax.jobs";

    @TempDir
    static Path directory;

    private URI web;

    @BeforeAll
    void start() {
        Ran ran = cluster("start", "--port", "0", "--taskmanagers", "2", "--slots", "4");

        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(ran.errors()).contains("The cluster runs, with 2 TaskManagers.");
        web = URI.create(ran.output().strip());
    }

    @AfterAll
    void end() {
        cluster("stop");
    }

    private Ran cluster(String command, String... more) {
        Stream<String> place = Stream.of("cluster", command, "--directory", home().toString());
        return Ran.parallax(Stream.concat(place, Arrays.stream(more)).toArray(String[]::new));
    }

    private Path home() {
        return directory.resolve("cluster");
    }

    @Test
    @Order(1)
    void statusListsItsProcessesAndTheAddressOfItsWebUi() throws Exception {
        Ran status = cluster("status");

        assertThat(status.status()).isZero();
        List<String[]> lines =
                status.output().lines().map(line -> line.split("\t")).toList();
        assertThat(lines.stream().map(line -> line[0]))
                .containsExactly("process", "jobmanager", "taskmanager-1", "taskmanager-2");
        assertThat(lines.stream().skip(1).map(line -> line[1])).containsOnly("running");
        assertThat(lines.get(1)[4]).isEqualTo(web.getAuthority());
        assertThat(Files.readString(Path.of(lines.get(2)[5]))).contains("Starting TaskManager");
        assertThat(get("/overview").body()).contains("\"slots-total\":8");
    }

    @Test
    @Order(1)
    void nobodyUploadsAJarOverTheWebUi() throws Exception {
        assertThat(get("/jars").statusCode()).isEqualTo(404);
        assertThat(post("/jars/upload").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(1)
    void aSecondStartSaysThatItRunsAlready() {
        Ran again = cluster("start");
        assertThat(again.status()).isZero();
        assertThat(again.errors()).contains("The cluster runs already.");
        assertThat(again.output().strip()).isEqualTo(web.toString());

        Ran other = cluster("start", "--slots", "5");
        assertThat(other.status()).isEqualTo(Parallax.BAD_INPUT);
        assertThat(other.errors()).contains("--slots 4", "'./parallax cluster stop' it first");
    }

    /** Flink would wait for ever for an answer to what it could not send. */
    @Test
    @Order(1)
    void aJarThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing-job.jar");
        withJobJars(List.of(missing), () -> {
            Ran ran = Ran.parallax("compare", "--cluster", web.getAuthority());

            assertThat(ran.status()).isEqualTo(Parallax.BAD_INPUT);
            assertThat(ran.complaints())
                    .containsExactly("parallax: --cluster: the jar with the jobs, " + missing
                            + ", cannot be read: build it with mvn package.");
        });
    }

    @Test
    @Order(1)
    void aPortThatIsInUseIsNamed() {
        String port = Integer.toString(web.getPort());
        Ran second = Ran.parallax(
                "cluster",
                "start",
                "--port",
                port,
                "--directory",
                directory.resolve("second").toString());

        assertThat(second.status()).isEqualTo(Parallax.BAD_INPUT);
        assertThat(second.errors()).contains("Port " + port + " of 127.0.0.1 is in use");
    }

    @Test
    @Order(2)
    @Tag("cluster")
    @EnabledIf("thereAreJobJars")
    void comparesAsTheMiniClusterDoes() throws IOException {
        Path events = directory.resolve("events.json");
        try (OutputStream lines = Files.newOutputStream(events)) {
            new EventGenerator(GeneratorSettings.defaults("devices").withEvents(2_000)).writeTo(lines);
        }
        compare(events, "mini");
        withJobJars(() -> compare(events, "cluster", "--cluster", web.getAuthority()));

        for (String view : List.of("truth.ndjson", "lambda.ndjson", "kappa.ndjson")) {
            assertThat(directory.resolve("cluster-out/views").resolve(view))
                    .isNotEmptyFile()
                    .hasSameBinaryContentAs(directory.resolve("mini-out/views").resolve(view));
        }
    }

    private void compare(Path events, String name, String... more) {
        Stream<String> command = Stream.of(
                "compare",
                "--events",
                events.toString(),
                "--cuts",
                "2",
                "--out",
                directory.resolve(name + "-out").toString());
        Ran ran = Ran.parallax(Stream.concat(command, Arrays.stream(more)).toArray(String[]::new));
        assertThat(ran.status()).as(ran.errors()).isZero();
    }

    @Test
    @Order(2)
    @Tag("cluster")
    @EnabledIf("thereAreJobJars")
    void aQueryGoesOnFromItsCheckpoint() throws IOException {
        Path in = Files.createDirectories(directory.resolve("in"));
        Path out = directory.resolve("out");
        String[] query = ("run stream --pipeline words --trigger available-now --parallelism 1 --files " + in
                        + " --checkpoint " + directory.resolve("state") + " --sink file:" + out + " --cluster "
                        + web.getAuthority())
                .split(" ");
        for (int run = 1; run <= 2; run++) {
            Files.writeString(
                    in.resolve(run + ".json"),
                    "{\"event_time\":\"2024-04-09 12:0" + run + ":00.000000\",\"data\":\"owl\"}\n");
            withJobJars(() -> {
                Ran ran = Ran.parallax(query);
                assertThat(ran.errors()).contains("1 record in, 1 row out");
            });
        }
    }

    @Test
    @Order(2)
    @Tag("cluster")
    @EnabledIf("thereAreJobJars")
    void flinkRunSubmitsTheJobJars() throws IOException {
        Path views = directory.resolve("views");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            String broker = kafka.bootstrapServers();
            Ran.parallax("topics", "create", "words", "--partitions", "2", "--kafka", broker);
            Ran.withInput(
                    "{\"event_time\":\"2024-04-09 12:00:00.000000\",\"data\":\"owl dog owl\"}\n",
                    "produce",
                    "--topic",
                    "words",
                    "--kafka",
                    broker);
            String[] job = ("--pipeline words --parallelism 1 --kafka " + broker + " --topic words --views file:"
                            + views + " --view batch")
                    .split(" ");

            Ran batch = flinkRun(jobJars().get(0), job);
            assertThat(batch.status()).as(batch.output()).isZero();
            assertThat(batch.output()).contains("Job has been submitted", "has finished");
            try (Stream<Path> files = Files.walk(views)) {
                assertThat(files.filter(Files::isRegularFile).filter(file -> contains(file, "owl")))
                        .isNotEmpty();
            }

            job[job.length - 3] = "kafka://" + broker + "/views";
            Ran stream = flinkRun(jobJars().get(1), job);
            assertThat(stream.status()).as(stream.output()).isZero();
            String id = stream.output().replaceFirst("(?s).*JobID ([0-9a-f]{32}).*", "$1");
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> cluster("flink", "list", "--running").output().contains(id + " : "));
            readsACheckpointOfTheRunningJob(home().resolve("checkpoints").resolve(id));
            assertThat(cluster("flink", "cancel", id).output()).contains("Cancelled job " + id);
        }
    }

    private static void readsACheckpointOfTheRunningJob(Path checkpoints) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(checkpoints("list", checkpoints.toString())).contains("\tyes\t"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(
                                checkpoints("keys", checkpoints.toString(), "--operator", "rollup", "--key", "owl"))
                        .containsPattern("owl.*\\D2\\D"));
        assertThat(checkpoints("show", checkpoints.toString())).contains("\trollup\t", "\twords\t");
    }

    private static String checkpoints(String command, String... more) {
        Ran ran = Ran.parallax(Stream.concat(Stream.of("checkpoints", command), Arrays.stream(more))
                .toArray(String[]::new));
        return ran.output() + ran.errors();
    }

    /** A stream, which has no end, is left to itself. */
    private Ran flinkRun(Path jar, String... job) {
        Stream<String> run = jar.toString().contains("streaming") ? Stream.of("run", "-d") : Stream.of("run");
        return cluster(
                "flink",
                Stream.of(run, Stream.of(jar.toString()), Arrays.stream(job))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Order(3)
    void aTaskManagerThatHasDiedIsNamedAndStartedAgain() throws Exception {
        ProcessHandle victim = process("taskmanager-2");
        victim.destroyForcibly();
        victim.onExit().get();

        Ran status = cluster("status");
        assertThat(status.status()).isEqualTo(Parallax.CHECK_FAILED);
        assertThat(status.output()).containsPattern("taskmanager-1\trunning").containsPattern("taskmanager-2\tended");
        assertThat(status.errors()).contains("taskmanager-2 has ended", "'./parallax cluster start'");

        Ran start = cluster("start");
        assertThat(start.errors()).contains("what was missing runs again: taskmanager-2");
        // Also when Flink notices, seconds later, that the one before is dead.
        await().during(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Ran again = cluster("status");
            assertThat(again.status()).as(again.toString()).isZero();
        });
    }

    /** As after the machine was started again, or when numbers have come round. */
    @Test
    @Order(4)
    void aNumberThatIsNowAnotherProgramsIsNotKilled() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessHandle taskManager = process("taskmanager-1");
            taskManager.destroyForcibly();
            taskManager.onExit().get();
            Files.writeString(
                    home().resolve("pids/taskmanager-1.pid"),
                    bystander.pid() + " " + bystander.info().startInstant().orElseThrow());

            assertThat(cluster("status").output()).containsPattern("taskmanager-1\tended");
            ProcessHandle jobManager = process("jobmanager");
            Ran stop = cluster("stop");

            assertThat(stop.errors()).contains("The cluster is stopped.");
            assertThat(bystander.isAlive()).isTrue();
            assertThat(jobManager.onExit()).succeedsWithin(Duration.ofSeconds(30));
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    @Order(5)
    void whereNoneRunsThatIsSaid() throws IOException {
        assertThat(cluster("status").status()).isEqualTo(Parallax.CHECK_FAILED);
        assertThat(cluster("status").errors()).contains("No cluster runs in");
        assertThat(cluster("stop").status()).isZero();
        assertThat(cluster("flink", "list").errors()).contains("No cluster runs in");
        assertThat(cluster("start", "--taskmanagers", "0").status()).isEqualTo(Parallax.BAD_INPUT);
        try (ServerSocket free = new ServerSocket(web.getPort())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private ProcessHandle process(String name) throws IOException {
        String note = Files.readString(home().resolve("pids").resolve(name + ".pid"));
        return ProcessHandle.of(Long.parseLong(note.split(" ")[0])).orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(web.resolve(path)).build());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return send(HttpRequest.newBuilder(web.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString("anything"))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void withJobJars(Runnable action) {
        withJobJars(jobJars(), action);
    }

    private static void withJobJars(List<Path> jars, Runnable action) {
        System.setProperty(
                JOBS, String.join(":", jars.stream().map(Path::toString).toList()));
        try {
            action.run();
        } finally {
            System.clearProperty(JOBS);
        }
    }

    static boolean thereAreJobJars() {
        return jobJars().size() == 2;
    }

    /** {@code mvn package} makes them. */
    private static List<Path> jobJars() {
        return Stream.of("batch-jobs", "streaming-jobs")
                .flatMap(module -> jars(Path.of("..", module, "target")))
                .map(jar -> jar.toAbsolutePath().normalize())
                .toList();
    }

    private static Stream<Path> jars(Path target) {
        if (!Files.isDirectory(target)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-job.jar")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
