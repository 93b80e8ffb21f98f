package dev.parallax.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of separate JVMs, of which one is killed, paused and started again. */
class ProcessClusterTest {
    /** They live for seconds. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isStartedKilledPausedAndReachedOnLoopbackAlone() throws Exception {
        ClusterSettings settings = ClusterSettings.defaults(directory.resolve("cluster"))
                .withTaskManagers(1)
                .withHighAvailability(true)
                .withWebSubmit(true)
                .withJobManagerOptions(SHORT_LIVED)
                .withTaskManagerOptions(SHORT_LIVED);
        try (ProcessCluster cluster = ProcessCluster.start(settings)) {
            isReachedOnLoopbackAlone(cluster);
            runsAJarThatIsUploadedWhereThatWasAskedFor(cluster);
            aTaskManagerThatWasKilledRegistersAgainAfterItsRestart(cluster);
            aTaskManagerThatIsPausedIsStillThere(cluster.taskManagers().get(0));
            assertThatThrownBy(() -> ProcessCluster.start(settings))
                    .isInstanceOf(ProcessFailure.class)
                    .hasMessageContaining("runs in");
        }
        try (Stream<Path> left = Files.list(settings.directory().resolve("temporary"))) {
            assertThat(left).isEmpty();
        }
    }

    private void isReachedOnLoopbackAlone(ProcessCluster cluster) throws IOException {
        Set<String> web = ListeningSockets.of(cluster.jobManager().pid());
        assertThat(web)
                .anyMatch(address ->
                        ListeningSockets.port(address) == cluster.rest().getPort());
        assertThat(web).allMatch(ListeningSockets::isLoopback);
        for (OwnProcess process :
                List.of(cluster.taskManagers().get(0), cluster.zooKeeper().orElseThrow())) {
            assertThat(ListeningSockets.of(process.pid()))
                    .as(process.name())
                    .isNotEmpty()
                    .allMatch(ListeningSockets::isLoopback);
        }
    }

    private void runsAJarThatIsUploadedWhereThatWasAskedFor(ProcessCluster cluster) throws Exception {
        HttpResponse<String> uploaded = upload(cluster.rest());
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(200);
        String file =
                new ObjectMapper().readTree(uploaded.body()).path("filename").asText();
        String jar = Path.of(file).getFileName().toString();
        HttpResponse<String> started = http.send(
                HttpRequest.newBuilder(cluster.rest()
                                .resolve("/jars/" + jar + "/run?entry-class=" + CountingJob.class.getName()))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> get(cluster, "/overview").path("jobs-finished").asInt() == 1);
    }

    private HttpResponse<String> upload(URI rest) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--boundary\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"counting.jar\"\r\n"
                        + "Content-Type: application/java-archive\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(Files.readAllBytes(CountingJob.jar(directory)));
        body.writeBytes("\r\n--boundary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return http.send(
                HttpRequest.newBuilder(rest.resolve("/jars/upload"))
                        .header("Content-Type", "multipart/form-data; boundary=boundary")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void aTaskManagerThatWasKilledRegistersAgainAfterItsRestart(ProcessCluster cluster) throws Exception {
        OwnProcess taskManager = cluster.taskManagers().get(0);
        long first = taskManager.pid();
        assertThat(taskManager.residentBytes()).isPositive();

        taskManager.kill();
        assertThat(taskManager.isAlive()).isFalse();

        taskManager.restart();
        cluster.awaitTaskManagers(1);
        assertThat(taskManager.isAlive()).isTrue();
        assertThat(taskManager.pid()).isNotEqualTo(first);
        assertThat(Files.readString(taskManager.log())).contains("Starting TaskManager");
        assertThat(get(cluster, "/taskmanagers").path("taskmanagers"))
                .allSatisfy(each -> assertThat(each.path("id").asText()).startsWith("taskmanager-1-"));
    }

    private static void aTaskManagerThatIsPausedIsStillThere(OwnProcess taskManager) {
        taskManager.pause();
        await().until(taskManager::isPaused);
        assertThat(taskManager.isAlive()).isTrue();
        assertThatThrownBy(taskManager::restart).isInstanceOf(IllegalStateException.class);

        taskManager.resume();
        await().until(() -> !taskManager.isPaused());
        taskManager.stop();
        assertThat(taskManager.isAlive()).isFalse();
    }

    private JsonNode get(ProcessCluster cluster, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(cluster.rest().resolve(path)).build();
        return new ObjectMapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
