package dev.parallax.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs in processes of their own and measures them.
 *
 * @param measure the script that does
 * @param heap of a JVM, like {@code 3g}
 * @param limit how long a program may run
 */
record ChildProcess(Path measure, String heap, Duration limit) {
    /**
     * Runs a command to its end.
     *
     * @param name how people call it
     * @param work an empty directory for its output and temporary files
     * @param recording where to leave a flight recording of it; null for none
     * @throws ProgramFailure if it takes too long, or says that it failed
     */
    Measurement run(String name, List<String> command, Path work, Path recording)
            throws IOException, InterruptedException, ProgramFailure {
        Path measured = work.resolve("measured");
        Path said = work.resolve("said");
        List<String> line = new ArrayList<>(List.of(measure.toString(), measured.toString()));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("TMPDIR", work.toString());
        builder.environment().put("PARALLAX_HEAP", heap);
        if (recording != null) {
            builder.environment()
                    .put("JAVA_TOOL_OPTIONS", "-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProgramFailure(name + " was not done after " + limit.toMillis() / 1000.0 + " s.");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new ProgramFailure(name + " failed with status " + process.exitValue() + ": " + end(said));
        }
        return Measurement.parse(Files.readString(measured));
    }

    /** The last that a program said. */
    private static String end(Path said) throws IOException {
        String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
        return text.substring(Math.max(0, text.length() - 2000));
    }
}
