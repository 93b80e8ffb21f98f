package dev.parallax.processes;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.CoreOptions;

/** Flink's own command line, {@code flink run} and its like, for those who have no Flink distribution at hand. */
final class FlinkClient {
    private FlinkClient() {}

    /**
     * Runs it to its end.
     *
     * @param output where goes what it says
     * @return its exit status
     */
    static int run(ClusterConfiguration configuration, List<String> arguments, OutputStream output) throws IOException {
        Path conf = configuration.conf();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FlinkProcess.words(configuration.flink().get(CoreOptions.FLINK_JVM_OPTIONS)));
        command.add("-Dlog4j.configurationFile=" + conf.resolve("log4j-cli.properties"));
        command.add(CliFrontend.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        builder.environment()
                .put(
                        "CLASSPATH",
                        FlinkLibraries.onClassPath().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(output);
            output.flush();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailure("Interrupted while Flink's client was running.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
