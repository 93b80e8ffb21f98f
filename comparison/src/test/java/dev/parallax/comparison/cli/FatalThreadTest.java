package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.flink.util.FatalExitExceptionHandler;
import org.junit.jupiter.api.Test;

/** Where Flink ends the process by itself, no command is left to say why. */
class FatalThreadTest {
    /** Not zero, and none of the commands' own. */
    private static final int FLINKS_OWN = 239;

    @Test
    void theProcessSaysWhyInOneSentence() throws IOException, InterruptedException {
        Process process = outOfMemory("OFF");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(FLINKS_OWN);
        assertThat(output.lines())
                .filteredOn(line -> !line.startsWith("WARNING: ")) // Java's, of how Flink ends the process
                .containsExactly(
                        "parallax: Flink ended the process, since one of its threads could not go on: Java heap"
                                + " space. If that is memory, give it more with PARALLAX_HEAP, like PARALLAX_HEAP=6g.");
    }

    @Test
    void whoAsksForTheLogHasAllThatFlinkSaysInIt() throws IOException {
        String output = new String(outOfMemory("ERROR").getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output)
                .contains("parallax: Flink ended the process")
                .contains("ERROR FatalExitExceptionHandler - FATAL: Thread 'main' produced an uncaught exception")
                .contains("java.lang.OutOfMemoryError: Java heap space");
    }

    private static Process outOfMemory(String logLevel) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlog4j2.configurationFile=log4j2.properties",
                        "-Dparallax.log.level=" + logLevel,
                        OutOfMemory.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    /** What Flink does when its own threads meet an error. */
    static final class OutOfMemory {
        private OutOfMemory() {}

        public static void main(String[] arguments) {
            FatalExitExceptionHandler.INSTANCE.uncaughtException(
                    Thread.currentThread(), new OutOfMemoryError("Java heap space"));
        }
    }
}
