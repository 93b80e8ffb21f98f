package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.comparison.Laboratory;
import dev.parallax.comparison.SecuredKafka;
import dev.parallax.shared.log.KafkaSettings;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.pipelines.Pipelines;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --kafka-config}: a Kafka that wants TLS, a certificate and a password. */
@ExtendWith(Laboratory.class)
class SecuredKafkaTest {
    /** Three owls and an eel, and a line that is no event. */
    private static final String LINES = """
            {"event_time":"2024-04-09 12:00:00.000000","data":"owl"}
            {"event_time":"2024-04-09 12:01:00.000000","data":"eel owl"}
            no event
            {"event_time":"2024-04-09 12:11:00.000000","data":"owl"}
            """;

    private static final List<String> ROWS = List.of("eel 12:00 1", "owl 12:00 2", "owl 12:10 1");

    private static SecuredKafka kafka;
    private static Path config;

    @TempDir
    static Path directory;

    @BeforeAll
    static void aTopicIsFilled() throws Exception {
        kafka = SecuredKafka.startWithTls(directory.resolve("kafka"));
        config = kafka.config();
        assertThat(parallax("topics", "create", "events", "--partitions", "1").status())
                .isZero();
        Path lines = Files.writeString(directory.resolve("lines.json"), LINES);
        Ran produced = parallax("produce", "--topic", "events", lines.toString());
        assertThat(produced.lastLine())
                .isEqualTo("4 records into the topic 'events' at " + kafka.bootstrapServers() + ".");
    }

    @AfterAll
    static void itEnds() {
        kafka.close();
    }

    @Test
    void topicsAreListedAndConsumed() {
        assertThat(parallax("topics", "list").output()).containsPattern("events\t1\t[45]\n");
        assertThat(parallax("consume", "--topic", "events").output()).startsWith(LINES);
    }

    @Test
    void aQueryReadsAndWritesThere(Laboratory laboratory) throws Exception {
        Path state = directory.resolve("state");
        Path progress = directory.resolve("progress.ndjson");
        HttpClient http = HttpClient.newHttpClient();
        List<String> before = jobs(http, laboratory);

        Ran query = parallax(
                ("run stream --pipeline words --topic events --trigger available-now --parallelism 1 --output-mode complete"
                                + " --sink kafka:rows --sink kafka://" + kafka.bootstrapServers() + "/others"
                                + " --checkpoint " + state + " --progress " + progress
                                + " --cluster " + laboratory.cluster().address().getAuthority())
                        .split(" "));

        assertThat(query.status()).as(query.errors()).isZero();
        assertThat(newestRows("rows")).containsExactlyElementsOf(ROWS);
        assertThat(newestRows("others")).containsExactlyElementsOf(ROWS);
        List<String> since = new ArrayList<>(jobs(http, laboratory));
        since.removeAll(before);
        assertThat(since).isNotEmpty();
        for (String job : since) {
            hasNoSecret("Flink's web interface", everythingAbout(job, http, laboratory));
        }
        hasNoSecret("what was said", query.output() + query.errors());
        haveNoSecret(state);
        haveNoSecret(progress);
    }

    @Test
    void bothArchitecturesReadThereAndHaveTheirViewsThere() throws Exception {
        Path out = directory.resolve("out");
        String views = "kafka://" + kafka.bootstrapServers() + "/views";

        Ran compare =
                parallax(("compare --topic events --pipeline words --cuts 2 --parallelism 1 --expect exact --views "
                                + views + " --out " + out)
                        .split(" "));
        Ran view = Ran.parallax(
                "view", "--pipeline", "words", "--views", views, "--kafka-config", config.toString(), "--verbose");
        Ran redriven = parallax("dead-letters", "redrive", out.toString(), "--topic", "events");

        assertThat(compare.status()).as(compare.errors()).isZero();
        assertThat(newest(view.output().lines())).as(view.errors()).containsExactlyElementsOf(ROWS);
        assertThat(redriven.lastLine())
                .isEqualTo("1 dead letter was put back into the topic 'events' at " + kafka.bootstrapServers()
                        + "; 0 stay.");
        hasNoSecret("what was said", compare.output() + compare.errors() + view.errors() + redriven.errors());
        haveNoSecret(out);
    }

    @Test
    void aJobOfItsOwnReadsAndWritesThere() throws Exception {
        String views = "kafka://" + kafka.bootstrapServers() + "/job";

        BatchViewJob.main(("--pipeline words --parallelism 1 --topic events --kafka " + kafka.bootstrapServers()
                        + " --kafka-config " + config + " --views " + views + " --view truth")
                .split(" "));

        try (ViewStore store = ViewStore.at(URI.create(views), KafkaSettings.in(config));
                ViewReader<?> reader = store.reader(
                        "truth", Pipelines.named("words", getClass().getClassLoader()))) {
            List<String> keys = new ArrayList<>();
            reader.read(stored -> {
                if (stored.record() instanceof ViewRow<?> row) {
                    keys.add(row.key());
                }
            });
            assertThat(keys).containsExactlyInAnyOrder("eel", "owl", "owl");
        }
    }

    @Test
    void whoeverIsNotLetInIsTold() throws IOException {
        String login =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"wrong-"
                        + kafka.secrets().get(0) + "\";";
        String nobodysKeys = "wrong-" + kafka.secrets().get(1);

        assertThat(refusal(kafka.configWith("sasl.jaas.config", login)))
                .isEqualTo("does not let this user in: Authentication failed: Invalid username or password.");
        assertThat(refusal(kafka.configWithout("ssl.truststore.")))
                .isEqualTo("cannot be reached, the TLS handshake fails: "
                        + "unable to find valid certification path to requested target.");
        assertThat(refusal(kafka.configWithout("ssl.key"))).startsWith("cannot be reached, the TLS handshake fails: ");
        assertThat(refusal(kafka.configWith("ssl.keystore.password", nobodysKeys)))
                .isEqualTo("cannot be reached with the settings given: keystore password was incorrect.");
    }

    @Test
    void settingsForNoKafkaAreRefused() {
        for (String[] command : new String[][] {
            {"compare"},
            {"run", "batch"},
            {"run", "stream", "--rate", "1"},
            {"view", "--views", "redis://127.0.0.1:1"},
            {"dead-letters", "redrive", directory.toString(), "--files", directory.toString()}
        }) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(List.of("--kafka-config", config.toString()));

            Ran ran = Ran.parallax(arguments.toArray(String[]::new));

            assertThat(ran.complaints())
                    .containsExactly("parallax: --kafka-config is for a Kafka of yours, and none is named: give --kafka"
                            + " HOST:PORT, or an address like kafka://HOST:PORT/NAME where there is one to give.");
            assertThat(ran.status()).isEqualTo(2);
        }
    }

    /** A command at this Kafka, with Ann's settings. */
    private static Ran parallax(String... command) {
        return with(config, command);
    }

    private static Ran with(Path settings, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--kafka", kafka.bootstrapServers(), "--kafka-config", settings.toString()));
        return Ran.parallax(arguments.toArray(String[]::new));
    }

    /** What a command says, behind the address, when it is not let in; nothing of a secret, and nothing else. */
    private static String refusal(Path settings) {
        Ran ran = with(settings, "topics", "list", "--verbose");
        hasNoSecret("a stack trace", ran.errors());
        assertThat(ran.status()).isEqualTo(3);
        String address = "parallax: Kafka at " + kafka.bootstrapServers() + " ";
        assertThat(ran.complaints()).singleElement().asString().startsWith(address);
        assertThat(with(settings, "topics", "list").errors()).isEqualTo(ran.lastLine() + "\n");
        return ran.lastLine().substring(address.length());
    }

    private static List<String> newestRows(String topic) throws IOException {
        return newest(parallax("consume", "--topic", topic).output().lines());
    }

    /** Key, start and count of rows; of several with the same key and start the last one. */
    private static List<String> newest(Stream<String> lines) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> newest = new TreeMap<>();
        for (String line : lines.toList()) {
            JsonNode row = json.readTree(line);
            String start = row.get("windowStart").asText().substring(11, 16);
            newest.put(row.get("key").asText() + " " + start, row.get("count").asText());
        }
        return newest.entrySet().stream()
                .map(row -> row.getKey() + " " + row.getValue())
                .toList();
    }

    private static List<String> jobs(HttpClient http, Laboratory laboratory) throws Exception {
        return new ObjectMapper().readTree(get("/jobs", http, laboratory)).findValuesAsText("id");
    }

    private static String everythingAbout(String job, HttpClient http, Laboratory laboratory) throws Exception {
        List<String> paths = new ArrayList<>(List.of(
                "/jobmanager/config",
                "/jobmanager/environment",
                "/taskmanagers",
                "/jobs/" + job,
                "/jobs/" + job + "/config",
                "/jobs/" + job + "/plan",
                "/jobs/" + job + "/exceptions",
                "/jobs/" + job + "/checkpoints",
                "/jobs/" + job + "/checkpoints/config",
                "/jobs/" + job + "/accumulators?includeSerializedValue=true",
                "/jobs/" + job + "/jobmanager/config",
                "/jobs/" + job + "/metrics"));
        JsonNode vertices = new ObjectMapper()
                .readTree(get("/jobs/" + job, http, laboratory))
                .get("vertices");
        assertThat(vertices).isNotEmpty();
        vertices.forEach(vertex -> {
            String path = "/jobs/" + job + "/vertices/" + vertex.get("id").asText();
            paths.addAll(List.of(path, path + "/accumulators", path + "/taskmanagers", path + "/metrics"));
            paths.add(path + "/subtasks/accumulators");
        });
        StringBuilder all = new StringBuilder();
        for (String path : paths) {
            all.append(get(path, http, laboratory)).append('\n');
        }
        return all.toString();
    }

    private static String get(String path, HttpClient http, Laboratory laboratory) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(laboratory.cluster().address() + path))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static void haveNoSecret(Path files) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            List<Path> regular = all.filter(Files::isRegularFile).toList();
            assertThat(regular).isNotEmpty();
            for (Path file : regular) {
                hasNoSecret(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void hasNoSecret(String where, String text) {
        kafka.secrets()
                .forEach(secret -> assertThat(text.contains(secret))
                        .as("a secret in " + where)
                        .isFalse());
    }
}
