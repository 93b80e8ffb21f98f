package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Pipelines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which transformation runs, and how. */
final class PipelineOptions {
    private static final String UNLESS_SAID_OTHERWISE = "devices";

    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            description = "devices, words, or one of your own. Default: the one of --pipeline-jar, else devices.")
    private String name;

    @Option(
            names = "--pipeline-jar",
            paramLabel = "FILE",
            description = "A jar with a pipeline of your own, which it names as a service.")
    private Path jar;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "Length of a window. Default: the pipeline's own, 10m.")
    private Duration window;

    @Option(
            names = "--slide",
            paramLabel = "DURATION",
            description = "Distance between the starts of two windows. Default: the window's length.")
    private Duration slide;

    @Option(
            names = "--out-of-orderness",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How far behind its partition an event may be before it is late. Default: ${DEFAULT-VALUE}.")
    Duration outOfOrderness;

    @Option(
            names = "--allowed-lateness",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "How long beyond that a window stays open. Default: ${DEFAULT-VALUE}.")
    Duration allowedLateness;

    @Option(
            names = "--max-ahead",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "An event further than this ahead of its ingest time is invalid. Default: ${DEFAULT-VALUE}.")
    Duration maxAhead;

    @Option(
            names = "--idle-after",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "Ingest time after which a silent partition is not waited for. Default: ${DEFAULT-VALUE}, "
                    + "always wait.")
    Duration idleAfter;

    @Option(
            names = "--output-mode",
            paramLabel = "update|append",
            defaultValue = "update",
            description = "update: changed rows with each checkpoint. append: a row once, when its window closes. "
                    + "Default: ${DEFAULT-VALUE}.")
    OutputMode outputMode;

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

    Windows windows(Pipeline<?, ?, ?> pipeline) {
        if (window == null && slide == null) {
            return pipeline.windows();
        }
        Duration size = window == null ? Duration.ofMillis(pipeline.windows().size()) : window;
        Duration distance = slide == null ? size : slide;
        if (size.toMillis() < 1) {
            throw new IllegalArgumentException("--window must be longer than 0.");
        }
        if (distance.toMillis() < 1 || distance.compareTo(size) > 0) {
            throw new IllegalArgumentException("--slide must be longer than 0 and at most the window's "
                    + DurationText.of(size) + ", not " + DurationText.of(distance) + ".");
        }
        return Windows.sliding(size, distance);
    }
}
