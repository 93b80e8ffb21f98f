package dev.parallax.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose number is it? */
class PidFileTest {
    @TempDir
    Path directory;

    private Path file;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("sleeper.pid");
        process = new ProcessBuilder("sleep", "60").start();
        PidFile.write(file, process.toHandle());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aProcessIsFoundByItsNumberAndItsArguments() throws IOException {
        assertThat(PidFile.read(file).orElseThrow().process("60")).hasValue(process.toHandle());
    }

    @Test
    void anotherProgramWithTheSameNumberIsNotTheProcess() throws IOException {
        assertThat(PidFile.read(file).orElseThrow().process("61")).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsNotFound() throws Exception {
        process.destroyForcibly().waitFor();

        assertThat(PidFile.read(file).orElseThrow().process("60")).isEmpty();
    }

    @Test
    void aNoteThatNobodyCanReadIsNone() throws IOException {
        assertThat(PidFile.read(directory.resolve("none.pid"))).isEmpty();
        for (String damaged : new String[] {"", "12", "x 2026-01-01T00:00:00Z", "12 yesterday"}) {
            assertThat(PidFile.read(Files.writeString(file, damaged))).isEmpty();
        }
    }
}
