package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compare --faults}: processes that are really killed, and views that are the same. */
final class FaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    @Tag("faults")
    void aTaskManagerAndTheBrokerThatAreKilledChangeNothing() throws IOException {
        JsonNode faults = compare(3_000, "taskmanager@40%,broker@70%", "--cuts", "2");

        assertThat(faults.findValuesAsText("fault")).containsExactly("taskmanager@40%", "broker@70%");
        assertThat(faults.path("events").path(0).path("struck").asText()).matches("taskmanager-[12]");
        assertThat(faults.path("events").path(0).path("streams")).allSatisfy(stream -> {
            assertThat(stream.path("restarted").asBoolean()).isTrue();
            assertThat(stream.path("recoverySeconds").asDouble()).isPositive();
        });
        assertThat(faults.path("events").path(1).path("streams"))
                .allSatisfy(stream ->
                        assertThat(stream.path("recoverySeconds").asDouble()).isPositive());
    }

    /** A session window and a sliding one, views in Redis and in Kafka, two strikes at once. */
    @ParameterizedTest
    @Tag("faults")
    @CsvSource({
        "'taskmanager@40%,jobmanager@60%,broker@70%,redis@80%,poison@50%', sliding:10m/5m, --views",
        "'poison@10%,redis@15%,taskmanager@15%,taskmanager@55%,jobmanager@55%,redis@90%', session:30m, --speed-views",
        "'broker@25%,jobmanager@25%,jobmanager@90%,poison@90%', tumbling:10m, --batch-views"
    })
    void allFaultsChangeNothing(String faults, String windows, String inRedis) throws IOException {
        JsonNode report = compare(20_000, faults, "--window", windows, inRedis, "redis:embedded");

        assertThat(report.path("events")).hasSize(faults.split(",").length);
        assertThat(report.path("poisonInDeadLetters").asInt()).isEqualTo(4);
    }

    @Test
    void whatIsNotStartedForTheRunIsNotKilled() {
        Ran remote = Ran.parallax("compare", "--faults", "broker@40%", "--cluster", "127.0.0.1:1");
        Ran redis = Ran.parallax("compare", "--faults", "redis@40%", "--views", "redis://127.0.0.1:1");

        assertThat(remote.status()).isEqualTo(Parallax.BAD_INPUT);
        assertThat(remote.complaints())
                .containsExactly("parallax: --faults kills processes, and those of a running cluster are not its own:"
                        + " leave --cluster out, and a cluster is started for the run.");
        assertThat(redis.status()).isEqualTo(Parallax.BAD_INPUT);
        assertThat(redis.complaints().get(0)).contains("give --views redis:embedded");
    }

    /** @return what the report says of faults, when all that must be has been looked at */
    private JsonNode compare(long events, String faults, String... options) throws IOException {
        Path out = directory.resolve("out");
        List<String> arguments =
                new ArrayList<>(List.of("compare", "--faults", faults, "--seed", "7", "--out", "" + out));
        arguments.addAll(List.of("--events", events(events).toString()));
        arguments.addAll(List.of(options));

        Ran ran = Ran.parallax(arguments.toArray(String[]::new));

        assertThat(ran.complaints()).isEmpty();
        assertThat(ran.status()).isEqualTo(Parallax.DONE);
        for (String view : List.of("truth", "kappa", "lambda")) {
            String file = view + ".ndjson";
            assertThat(out.resolve("views").resolve(file))
                    .hasSameBinaryContentAs(out.resolve("views-without-faults").resolve(file));
            assertThat(out.resolve("views").resolve(file)).isNotEmptyFile();
        }
        JsonNode report = JSON.readTree(out.resolve("report.json").toFile());
        assertThat(report.path("violations")).isEmpty();
        assertThat(report.path("faults").path("finalViews"))
                .hasSize(3)
                .allSatisfy(view -> assertThat(view.path("same").asLong())
                        .isEqualTo(view.path("rows").asLong())
                        .isPositive());
        return report.path("faults");
    }

    private Path events(long number) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        new EventGenerator(GeneratorSettings.defaults("devices")
                        .withEvents(number)
                        .withLateShare(0.03)
                        .withDuplicateShare(0.03))
                .writeTo(lines);
        return Files.write(directory.resolve("events.json"), lines.toByteArray());
    }
}
