package dev.parallax.comparison.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
    @TempDir
    Path folder;

    @Test
    void theReportHasTheKeysOfItsContract() throws IOException {
        JsonNode report = written(SampleReports.usual());

        assertThat(keys(report)).contains("pipeline", "version", "log", "settings", "architectures");
        assertThat(keys(report.get("log")))
                .contains("records", "accepted", "malformed", "invalid", "duplicates", "facts", "partitions");
        JsonNode kappa = report.get("architectures").get(0);
        assertThat(keys(kappa)).contains("name", "cuts", "final", "lateContributions", "cost", "wallSeconds");
        assertThat(keys(kappa)).doesNotContain("atEnd");
        for (JsonNode cut : List.of(kappa.get("cuts").get(0), kappa.get("final"))) {
            assertThat(keys(cut)).contains("cut", "truthRows", "correct", "missing", "different", "extra", "causes");
            assertThat(keys(cut.get("causes"))).containsExactly("late", "repeated", "pending", "idle", "unexplained");
        }
        assertThat(keys(kappa.get("cost")))
                .contains("cpuSeconds", "recordsRead", "bytesRead", "statePeakBytes", "checkpointBytes", "storeWrites");
    }

    @Test
    void theReportHasTheValuesThatWereFound() throws IOException {
        JsonNode report = written(SampleReports.usual());

        assertThat(report.at("/pipeline").asText()).isEqualTo("devices");
        assertThat(report.at("/version").asInt()).isEqualTo(1);
        assertThat(report.at("/log/records").asLong()).isEqualTo(1234);
        assertThat(report.at("/settings/cuts").asText()).isEqualTo("PT10M");
        assertThat(report.at("/architectures/0/name").asText()).isEqualTo("kappa");
        assertThat(report.at("/architectures/0/cuts/1/causes/pending").asLong()).isEqualTo(6);
        assertThat(report.at("/architectures/0/final/correct").asLong()).isEqualTo(508);
        assertThat(report.at("/architectures/0/wallSeconds").asDouble()).isEqualTo(41.5);
        assertThat(report.at("/differingRows/1/served").isNull()).isTrue();
        assertThat(report.at("/deadLetters/The record is no JSON object.").asLong())
                .isEqualTo(11);
    }

    @Test
    void decimalsArePlainNumbersAndDurationsAreIso() throws IOException {
        Report usual = SampleReports.usual();
        String text = text(new Report(
                "devices",
                1,
                usual.log(),
                Map.of("factor", new BigDecimal("1E+3"), "window", Duration.ofMinutes(10)),
                List.of(),
                List.of(),
                Map.of(),
                List.of()));

        assertThat(text).contains("\"factor\" : 1000").contains("\"window\" : \"PT10M\"");
    }

    @Test
    void theReportIsPrettyPrintedWithOneLineEndOnEverySystem() throws IOException {
        assertThat(text(SampleReports.usual()))
                .startsWith("{\n  \"pipeline\" : \"devices\",\n")
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void hostileTextComesBackAsItWasAndCommandsNoTerminal() throws IOException {
        Report hostile = SampleReports.hostile();

        assertThat(written(hostile).at("/differingRows/0/key").asText()).isEqualTo(SampleReports.HOSTILE);
        assertThat(text(hostile)).doesNotContain("\u001B", "\u0007", "\u202E", "\u2028", "\u0000", "\u009B");
    }

    private JsonNode written(Report report) throws IOException {
        return new ObjectMapper().readTree(text(report));
    }

    private String text(Report report) throws IOException {
        Path file = folder.resolve("report.json");
        ReportJson.write(report, file);
        return Files.readString(file);
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            keys.add(names.next());
        }
        return keys;
    }
}
