package dev.parallax.shared.log.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.log.SentenceLines;
import dev.parallax.shared.log.SourceJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SocketLogTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    Path elsewhere;

    private MiniCluster cluster;

    @BeforeEach
    void use(@InjectMiniCluster MiniCluster running) {
        cluster = running;
    }

    private static String line(String words) {
        return "{\"event_time\":\"2023-01-05 09:00:00\",\"data\":\"" + words + "\"}\n";
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    @Test
    void readsLinesAsTheyComeAndConnectsAgain() throws Exception {
        int port;
        try (LineServer server = new LineServer(0)) {
            port = server.port();
        }
        // There is no server yet.
        try (SourceJob job = SourceJob.start(cluster, SocketLog.at("127.0.0.1:" + port, SentenceLines.FORMAT))) {
            long before = System.currentTimeMillis();
            try (LineServer server = new LineServer(port)) {
                server.accept();
                server.send(line("first") + line("second").substring(0, 30));
                eventually(() -> job.said().size() == 1);
                server.send(line("second").substring(30));
                eventually(() -> job.said().size() == 2);
                server.hangUp();
                server.accept();
                server.send(line("third") + line("fourth").trim());
                server.hangUp();
                eventually(() -> job.said().size() == 4);
            }
            assertThat(job.said()).containsExactly("0:0 first", "0:1 second", "0:2 third", "0:3 fourth");
            assertThat(job.entries()).extracting(entry -> entry.ingestTime()).isSorted();
            assertThat(job.entries().get(0).ingestTime()).isBetween(before, System.currentTimeMillis());
        }
    }

    @Test
    void cancellingClosesTheSocketAtOnce() throws Exception {
        try (LineServer server = new LineServer(0)) {
            SourceJob job = SourceJob.start(cluster, SocketLog.at(server.address(), SentenceLines.FORMAT));
            var client = server.accept();
            client.setSoTimeout(2_000);
            server.send(line("first"));
            eventually(() -> job.said().size() == 1);

            job.client().cancel().get(5, TimeUnit.SECONDS);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void countsOnFromASavepoint() throws Exception {
        try (LineServer server = new LineServer(0)) {
            SocketLog log = SocketLog.at(server.address(), SentenceLines.FORMAT);
            String savepoint;
            try (SourceJob job = SourceJob.start(cluster, log)) {
                server.accept();
                server.send(line("first"));
                eventually(() -> job.said().size() == 1);
                savepoint = job.stop(elsewhere);
            }
            try (SourceJob job = SourceJob.restore(cluster, log, savepoint)) {
                server.accept();
                server.send(line("second"));
                eventually(() -> job.said().size() == 1);
                assertThat(job.said()).containsExactly("0:1 second");
            }
        }
    }

    @Test
    void anOverlongLineIsADeadLetter() throws Exception {
        try (LineServer server = new LineServer(0);
                SourceJob job = SourceJob.start(cluster, SocketLog.at(server.address(), SentenceLines.FORMAT))) {
            server.accept();
            server.send(line("first"));
            for (int i = 0; i < 110; i++) {
                server.send("x".repeat(100_000));
            }
            server.send("\n" + line("second"));
            eventually(() -> job.said().size() == 3);

            assertThat(job.said())
                    .containsExactly(
                            "0:0 first",
                            "0:1 The line is longer than 10000000 bytes, of which these are the first.",
                            "0:2 second");
            assertThat(job.bytes().get(1)).isEqualTo("x".repeat(1000));
        }
    }

    @Test
    void saysWhatASocketCannotDo() {
        SocketLog log = SocketLog.at("[::1]:4545", SentenceLines.FORMAT);

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(log::now)
                .withMessageContaining("cannot be replayed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLog.at("4545", SentenceLines.FORMAT))
                .withMessageContaining("not '4545'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLog.at("127.0.0.1:4545", new SentenceLines(false)))
                .withMessageContaining("does not go line by line");
    }
}
