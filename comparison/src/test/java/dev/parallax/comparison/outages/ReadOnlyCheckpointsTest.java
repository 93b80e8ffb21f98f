package dev.parallax.comparison.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.cli.Launched;
import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query whose directory of checkpoints becomes read-only. */
@Tag("outages")
class ReadOnlyCheckpointsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    @Test
    void theQueryEndsWithASentenceAndGoesOnWhenItCanWriteAgain() throws Exception {
        Path state = directory.resolve("state");
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            Owls owls = new Owls(kafka.bootstrapServers());
            owls.createTopics();
            owls.send(1_000);
            try (Launched query = query(kafka.bootstrapServers(), state, "500ms")) {
                await().atMost(PATIENCE).until(() -> owls.counted() == 1_000);
                try (Mounted readOnly = Mounted.readOnly(state.resolve("flink"))) {
                    owls.send(500);

                    assertThat(query.exitStatus()).isEqualTo(3);
                    assertThat(query.errors().lines().filter(line -> line.startsWith("parallax: ")))
                            .singleElement()
                            .asString()
                            .contains("checkpoints could not be written")
                            .contains("full or read-only");
                }
            }
            assertThat(owls.counted()).isEqualTo(1_000);
            try (Launched again = query(kafka.bootstrapServers(), state, "available-now")) {
                assertThat(again.exitStatus()).isZero();
            }
            assertThat(owls.counted()).isEqualTo(1_500);
        }
    }

    private Launched query(String address, Path state, String trigger) throws IOException {
        return Launched.parallax(
                directory.resolve(trigger),
                "run stream --pipeline words --window global --trigger TRIGGER --sink kafka:rows --topic events --kafka ADDRESS --checkpoint STATE"
                        .replace("TRIGGER", trigger)
                        .replace("ADDRESS", address)
                        .replace("STATE", state.toString())
                        .split(" "));
    }
}
