package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.pipelines.Pipelines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which pipeline. */
final class PipelineChoice {
    private static final String UNLESS_SAID_OTHERWISE = "devices";

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description =
                    "alerts, anniversaries, devices, merchants, readings, words, or one of your own. Default: the one of --pipeline-jar, else devices.")
    private String name;

    @Option(
            names = "--pipeline-jar",
            paramLabel = "FILE",
            description = "A jar with a pipeline of your own, which it names as a service.")
    private Path jar;

    /** The jars that a job needs besides Parallax' own. */
    List<Path> jars() {
        return jar == null ? List.of() : List.of(jar.toAbsolutePath());
    }

    /** @param resources keep the jar open as long as the command needs it */
    Pipeline<?, ?, ?> pipeline(OpenResources resources) throws IOException {
        if (jar == null) {
            return Pipelines.named(name == null ? UNLESS_SAID_OTHERWISE : name, Parallax.class.getClassLoader());
        }
        return resources.open(() -> PipelineJar.open(jar)).pipeline(name);
    }
}
