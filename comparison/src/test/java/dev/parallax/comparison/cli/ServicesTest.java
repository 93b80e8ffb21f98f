package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is not there, or is another one, is named. */
class ServicesTest {
    @TempDir
    Path directory;

    @Test
    void anUnreachableKafkaIsNamed() throws IOException {
        String nobody = "127.0.0.1:" + freePort();

        Ran ran = Ran.parallax("compare", "--kafka", nobody, "--topic", "events", "--out", out());

        assertThat(ran.complaints())
                .containsExactly(
                        "parallax: Kafka at " + nobody
                                + " cannot be reached: is it running, and is the address right (and --kafka-config, if it wants SASL or TLS)?");
        assertThat(ran.status()).isEqualTo(3);
    }

    @Test
    void aTopicThatDoesNotExistOrIsEmptyIsNamed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("empty", 2, (short) 1)))
                    .all()
                    .get();

            Ran missing =
                    Ran.parallax("compare", "--kafka", kafka.bootstrapServers(), "--topic", "nope", "--out", out());
            Ran empty =
                    Ran.parallax("compare", "--kafka", kafka.bootstrapServers(), "--topic", "empty", "--out", out());
            int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
            Ran second = Ran.parallax("kafka", "start", "--port", "" + port, "--data", out());

            assertThat(missing.complaints())
                    .containsExactly("parallax: Kafka at " + kafka.bootstrapServers()
                            + " has no topic 'nope': create it, or name another.");
            assertThat(missing.status()).isEqualTo(2);
            assertThat(empty.complaints()).containsExactly("parallax: There are no events: the input is empty.");
            assertThat(second.complaints())
                    .containsExactly(
                            "parallax: Port " + port + " on 127.0.0.1 is in use: choose another one with --port.");
            assertThat(second.status()).isEqualTo(3);
        }
    }

    @Test
    void anUnreachableFlinkIsNamed() throws IOException {
        String nobody = "127.0.0.1:" + freePort();

        Ran ran = Ran.parallax("run", "batch", "--cluster", nobody, "--out", out());

        assertThat(ran.complaints())
                .containsExactly("parallax: Flink at http://" + nobody
                        + " cannot be reached: is the cluster running, and is the address right?");
        assertThat(ran.status()).isEqualTo(3);
    }

    @Test
    void anotherServiceInThePlaceOfFlinkIsNamed() throws IOException {
        HttpServer another = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        another.createContext("/", exchange -> {
            byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        another.start();
        try {
            String address = "127.0.0.1:" + another.getAddress().getPort();

            Ran ran = Ran.parallax("run", "batch", "--cluster", address, "--out", out());

            assertThat(ran.complaints())
                    .containsExactly("parallax: What answers at http://" + address + " is not Flink's REST interface.");
            assertThat(ran.status()).isEqualTo(3);
        } finally {
            another.stop(0);
        }
    }

    private String out() {
        return directory.resolve("out").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
