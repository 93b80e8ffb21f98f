package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a process ends: with which status, and without a trace. */
class ProcessTest {
    @TempDir
    Path directory;

    /** Each directory is made when a stage begins: the broker's own, that of the log, that of a batch run's view. */
    @ParameterizedTest(name = "SIG{0} when there is {1}")
    @CsvSource({"INT, kafka, 130", "INT, *.log-0, 130", "TERM, *.batch-1-0, 143"})
    void aCommandThatIsInterruptedLeavesNothingBehind(String signal, String stage, int status) throws Exception {
        try (Launched compare = Launched.parallax(
                directory, "compare", "--out", directory.resolve("out").toString())) {
            compare.awaitDirectory(stage);

            compare.signal(signal);

            assertThat(compare.exitStatus()).isEqualTo(status);
            assertThat(compare.temporaryFiles()).isEmpty();
            assertThat(compare.errors()).doesNotContain("parallax: ", "Exception");
        }
    }

    @Test
    void aBrokerThatIsInterruptedLeavesItsDataInGoodOrder() throws Exception {
        Path data = directory.resolve("data");
        for (int start = 0; start < 2; start++) {
            try (Launched kafka =
                    Launched.parallax(directory, "kafka", "start", "--port", "0", "--data", data.toString())) {
                kafka.awaitErrors("Ctrl-C ends it.");

                kafka.signal("INT");

                int status = kafka.exitStatus();
                assertThat(status).as(kafka.errors()).isEqualTo(130);
                assertThat(data.resolve(".kafka_cleanshutdown")).exists();
            }
        }
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() throws Exception {
        try (Launched generate = Launched.parallax(directory, "generate", "--events", "100000000")) {
            try (Scanner lines = new Scanner(generate.process().getInputStream(), StandardCharsets.UTF_8)) {
                assertThat(lines.nextLine()).startsWith("{\"eventId\":");
            }

            assertThat(generate.exitStatus()).isZero();
            assertThat(generate.errors()).isEmpty();
        }
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        ProcessBuilder.Redirect full = ProcessBuilder.Redirect.to(new File("/dev/full"));
        try (Launched generate = Launched.parallax(directory, full, "generate")) {
            assertThat(generate.exitStatus()).isEqualTo(3);
            assertThat(generate.errors()).isEqualTo("parallax: Standard output cannot be written: the disk is full.\n");
        }
    }

    @Test
    void aCommandThatFailsLeavesNothingBehind() throws Exception {
        Path events = Files.createFile(directory.resolve("events.json"));
        try (Launched run = Launched.parallax(directory, "run", "batch", "--events", events.toString())) {
            assertThat(run.exitStatus()).isEqualTo(2);
            assertThat(run.errors()).isEqualTo("parallax: There are no events: the input is empty.\n");
            assertThat(run.temporaryFiles()).isEmpty();
        }
    }
}
