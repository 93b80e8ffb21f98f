package dev.parallax.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of separate JVMs, of which one is killed, paused and started again. */
class ProcessClusterTest {
    @TempDir
    Path directory;

    @Test
    void aTaskManagerThatWasKilledRegistersAgainAfterItsRestart() throws Exception {
        try (ProcessCluster cluster =
                ProcessCluster.start(ClusterSettings.defaults(directory).withTaskManagers(1))) {
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

            taskManager.pause();
            await().until(taskManager::isPaused);
            assertThat(taskManager.isAlive()).isTrue();
            taskManager.resume();
            await().until(() -> !taskManager.isPaused());
            assertThatThrownBy(taskManager::restart).isInstanceOf(IllegalStateException.class);
            assertThat(get(cluster.rest().resolve("/taskmanagers"))).contains("\"taskmanager-1\"");

            taskManager.stop();
            assertThat(taskManager.isAlive()).isFalse();
        }
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
