package dev.parallax.comparison.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.cli.Launched;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that runs out of disk while a query reads from it and writes to it. */
@Tag("outages")
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MEBIBYTES = 192;

    @TempDir
    Path directory;

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Launched broker(int port, Path data) throws Exception {
        Launched broker = Launched.parallax(
                directory.resolve("broker"), "kafka", "start", "--port", "" + port, "--data", data.toString());
        broker.awaitErrors("Kafka runs at");
        return broker;
    }

    private static void fill(Path file) {
        byte[] mebibyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEBIBYTES; i++) {
                out.write(mebibyte);
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    @Test
    void theBrokerSaysSoAndTheQueryGoesOnWhenThereIsRoomAgain() throws Exception {
        try (Mounted disk = Mounted.disk(directory.resolve("disk"), MEBIBYTES)) {
            int port = freePort();
            String address = "127.0.0.1:" + port;
            Owls owls = new Owls(address);
            Path data = disk.directory().resolve("kafka");
            Path ballast = disk.directory().resolve("ballast");
            try (Launched first = broker(port, data)) {
                owls.createTopics();
                owls.send(1_000);
                try (Launched query = query(address)) {
                    await().atMost(PATIENCE).until(() -> owls.counted() == 1_000);

                    fill(ballast);
                    assertThat(first.exitStatus()).isEqualTo(3);
                    assertThat(first.errors()).contains("The disk with " + data).contains(" is full.");

                    Files.delete(ballast);
                    try (Launched second = broker(port, data)) {
                        owls.send(500);
                        await().atMost(PATIENCE).until(() -> owls.counted() == 1_500);
                        assertThat(query.process().isAlive()).isTrue();
                    }
                }
            }
        }
    }

    private Launched query(String address) throws IOException {
        return Launched.parallax(
                directory.resolve("query"),
                "run stream --pipeline words --window global --trigger 500ms --sink kafka:rows --topic events --kafka ADDRESS --checkpoint STATE"
                        .replace("ADDRESS", address)
                        .replace("STATE", directory.resolve("state").toString())
                        .split(" "));
    }
}
