package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.ListeningPorts;
import dev.parallax.comparison.SecuredKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process shows of itself to others on its machine and on the net: no port beyond loopback, no secret. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "where a process listens is read from /proc")
class LoopbackTest {
    private static final String EVENTS = """
            {"event_time":"2024-04-09 12:00:00.000000","data":"owl"}
            {"event_time":"2024-04-09 12:01:00.000000","data":"eel"}
            {"event_time":"2024-04-09 12:11:00.000000","data":"owl"}
            """;

    /** One each tenth of a second; after three minutes it would be known that the command does not end. */
    private static final int MOST_LOOKS = 1800;

    @TempDir
    Path directory;

    /** Everything at once: Kafka of somebody and of its own, Redis, the Cosmos emulator, Flink; and it says all that it has to say. */
    @Test
    void aComparisonListensOnLoopbackAloneAndKeepsItsSecrets() throws Exception {
        try (SecuredKafka kafka = SecuredKafka.startWithPassword(directory.resolve("kafka"))) {
            String[] at = {
                "--kafka",
                kafka.bootstrapServers(),
                "--kafka-config",
                kafka.config().toString()
            };
            Ran.parallax("topics", "create", "events", "--partitions", "1", at[0], at[1], at[2], at[3]);
            assertThat(Ran.withInput(EVENTS, "produce", "--topic", "events", at[0], at[1], at[2], at[3])
                            .status())
                    .isZero();
            Path out = directory.resolve("out");
            String compare =
                    "compare --pipeline words --cuts 2 --parallelism 1 --topic events --batch-views redis:embedded"
                            + " --speed-views cosmos:embedded --kappa-views kafka://" + kafka.bootstrapServers()
                            + "/views --out "
                            + out + " " + String.join(" ", at);

            Set<InetSocketAddress> listened = new HashSet<>();
            String shown;
            String said;
            try (Launched process = Launched.logging(directory, "DEBUG", compare.split(" "))) {
                shown = Files.readString(Path.of("/proc", "" + process.process().pid(), "cmdline"))
                        + Files.readString(
                                Path.of("/proc", "" + process.process().pid(), "environ"));
                listened.addAll(untilItEnds(process));
                said = process.errors()
                        + new String(process.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.exitStatus()).isZero();
            }

            // Its own Kafka has two, Flink's REST interface, Redis and the emulator one each.
            assertThat(listened).hasSizeGreaterThanOrEqualTo(5).allMatch(LoopbackTest::isLoopback);
            assertThat(said).contains("SASL_PLAINTEXT").contains("sasl.jaas.config = [hidden]");
            assertThat(out.resolve("report.html")).exists();
            for (String secret : kafka.secrets()) {
                assertThat(shown.contains(secret)).as("a secret is seen in ps").isFalse();
                assertThat(said.lines().filter(line -> line.contains(secret))).isEmpty();
                assertThat(filesWith(secret, out)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"kafka start --port 0 --data DIR, 2", "cosmos-emulator --port 0, 1"})
    void aServerListensOnLoopbackAlone(String command, int ports) throws Exception {
        String[] arguments =
                command.replace("DIR", directory.resolve("data").toString()).split(" ");
        try (Launched server = Launched.parallax(directory, arguments)) {
            server.awaitErrors("Ctrl-C ends it.");

            assertThat(ListeningPorts.of(server.process().toHandle()))
                    .hasSize(ports)
                    .allMatch(LoopbackTest::isLoopback);
        }
    }

    private static Set<InetSocketAddress> untilItEnds(Launched launched) throws IOException, InterruptedException {
        Set<InetSocketAddress> listened = new HashSet<>();
        for (int i = 0; i < MOST_LOOKS && !launched.process().waitFor(100, TimeUnit.MILLISECONDS); i++) {
            listened.addAll(ListeningPorts.of(launched.process().toHandle()));
        }
        return listened;
    }

    private static boolean isLoopback(InetSocketAddress address) {
        return address.getAddress().isLoopbackAddress();
    }

    private static List<Path> filesWith(String secret, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(found).isNotEmpty();
            return found.stream()
                    .filter(file -> {
                        try {
                            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
