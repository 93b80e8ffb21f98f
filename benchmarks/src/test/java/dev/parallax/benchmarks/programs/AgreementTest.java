package dev.parallax.benchmarks.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double UNITS_A_DEGREE = 9_000_000;

    @TempDir
    private Path directory;

    private Path input;

    @BeforeEach
    void makeTwoPartitions() throws IOException {
        input = Files.createDirectory(directory.resolve("input"));
        Iterator<byte[]> lines = new EventGenerator(GeneratorSettings.defaults("devices")
                        .withSeed(7)
                        .withEvents(20_000)
                        .withCustomers(300)
                        .withSpan(Duration.ofDays(30))
                        .withDuplicateShare(0.05)
                        .withMalformedShare(0.05))
                .lines();
        try (OutputStream even = file("0.json");
                OutputStream odd = file("1.json")) {
            for (long line = 0; lines.hasNext(); line++) {
                OutputStream out = line % 2 == 0 ? even : odd;
                out.write(lines.next());
                out.write('\n');
            }
            // The last line of a file need not have an end.
            odd.write(
                    ("{\"eventId\":\"0a0a0a0a-0000-4000-8000-000000000001\",\"eventOffset\":0,\"eventPublisher\":\"device\","
                                    + "\"customerId\":\"CI00001\",\"data\":{\"devices\":[{\"deviceId\":\"D001\",\"temperature\":-0.5,"
                                    + "\"measure\":\"F\",\"status\":\"ERROR\"}]},\"eventTime\":\"2023-01-05 23:59:59.999999\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private OutputStream file(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(input.resolve(name)));
    }

    /** One that takes its input and where to write its view. */
    private interface Program {
        void run(String[] arguments) throws IOException;
    }

    private List<String> rowsOf(Program program) throws IOException {
        Path out = Files.createTempDirectory(directory, "out");
        program.run(new String[] {input.toString(), out.toString()});
        return Files.readAllLines(out.resolve("view.ndjson"));
    }

    @Test
    void theProgramByHandWritesTheBaselinesRowsByteForByte() throws IOException {
        assertThat(rowsOf(ByHand::main))
                .containsExactlyInAnyOrderElementsOf(rowsOf(Baseline::main))
                .hasSizeGreaterThan(5000);
    }

    @Test
    void theBaselineAgreesWithRowsWorkedOutAnotherWay() throws IOException {
        Map<String, String> rows = textsOf(
                Baseline::main,
                row -> PlainRows.text(
                        row.path("count").asLong(),
                        row.path("errors").asLong(),
                        row.path("min").asDouble(),
                        row.path("max").asDouble(),
                        row.path("mean").asDouble()));

        assertThat(rows).isEqualTo(PlainRows.of(input));
    }

    @Test
    void theIdiomaticProgramAgreesWithThemToo() throws IOException {
        Map<String, String> rows = textsOf(IdiomaticJava::main, row -> {
            long count = row.path("count").asLong();
            return PlainRows.text(
                    count,
                    row.path("errors").asLong(),
                    row.path("min").asLong() / UNITS_A_DEGREE,
                    row.path("max").asLong() / UNITS_A_DEGREE,
                    row.path("sum").asLong() / UNITS_A_DEGREE / count);
        });

        assertThat(rows).isEqualTo(PlainRows.of(input));
    }

    private Map<String, String> textsOf(Program program, Function<JsonNode, String> text) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : rowsOf(program)) {
            JsonNode row = JSON.readTree(line);
            rows.put(row.path("key").asText() + " " + row.path("windowStart").asText(), text.apply(row));
        }
        return rows;
    }
}
