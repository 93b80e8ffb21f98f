package dev.parallax.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
    private static final Path SCRIPT = Path.of("measure").toAbsolutePath();

    @TempDir
    private Path work;

    private Measurement run(Duration limit, String... command)
            throws IOException, InterruptedException, ProgramFailure {
        return new ChildProcess(SCRIPT, "1g", limit).run("it", List.of(command), work, null);
    }

    @Test
    void userAndSystemTimeAreTheCpuTime() {
        Measurement measurement = Measurement.parse("1.50 0.25 4.00 204800\n");

        assertThat(measurement.cpuSeconds()).isEqualTo(1.75);
        assertThat(measurement.wallSeconds()).isEqualTo(4);
        assertThat(measurement.peakMebibytes()).hasValue(200);
        assertThat(Measurement.parse("1 2 3 -").peakMebibytes()).isEmpty();
    }

    @Test
    void whatAProcessStartsIsMeasuredWithIt() throws Exception {
        String counting = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";

        Measurement measurement = run(Duration.ofMinutes(1), "bash", "-c", "bash -c '" + counting + "'; true");

        assertThat(measurement.cpuSeconds()).isPositive().isLessThan(60);
        assertThat(measurement.wallSeconds()).isPositive();
    }

    @Test
    void aProgramThatTakesTooLongIsEndedWithAllItsChildren() throws IOException {
        assertThatThrownBy(
                        () -> run(Duration.ofMillis(300), "bash", "-c", "echo $$ > " + work + "/pid; sleep 600; true"))
                .isInstanceOf(ProgramFailure.class)
                .hasMessage("it was not done after 0.3 s.");

        long pid = Long.parseLong(Files.readString(work.resolve("pid")).strip());
        // One that has ended, and was not collected yet by whoever inherited it, runs no command any more.
        await().untilAsserted(() -> assertThat(
                        ProcessHandle.of(pid).flatMap(process -> process.info().command()))
                .isEmpty());
    }

    @Test
    void aProgramThatFailsIsQuoted() {
        assertThatThrownBy(() -> run(Duration.ofMinutes(1), "bash", "-c", "echo no such file >&2; exit 3"))
                .isInstanceOf(ProgramFailure.class)
                .hasMessageStartingWith("it failed with status 3: no such file");
    }
}
