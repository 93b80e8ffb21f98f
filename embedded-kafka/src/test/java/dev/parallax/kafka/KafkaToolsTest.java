package dev.parallax.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command-line tools of a Kafka distribution work against the embedded broker. */
class KafkaToolsTest {
    private static final String TOOLS = "org.apache.kafka.tools.";

    @TempDir
    Path directory;

    @Test
    void makeATopicAndWriteAndReadIt() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
            String broker = kafka.bootstrapServers();

            assertThat(run("TopicCommand", "", "--bootstrap-server", broker, "--create", "--topic", "events"))
                    .contains("Created topic events.");
            run("ConsoleProducer", "first\nsecond\n", "--bootstrap-server", broker, "--topic", "events");
            assertThat(run(
                            "consumer.ConsoleConsumer",
                            "",
                            "--bootstrap-server",
                            broker,
                            "--topic",
                            "events",
                            "--from-beginning",
                            "--max-messages",
                            "2"))
                    .isEqualTo("first\nsecond\n");
        }
    }

    /** Runs a tool in a process of its own, as the scripts of a distribution do; returns its output. */
    private String run(String tool, String input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TOOLS + tool));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the tool ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("errors"), StandardCharsets.UTF_8))
                .isZero();
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
