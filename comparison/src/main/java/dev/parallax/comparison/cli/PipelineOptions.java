package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Windows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which transformation runs, and how. */
final class PipelineOptions {
    @Mixin
    private PipelineChoice choice;

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
            paramLabel = "update|append|complete",
            defaultValue = "update",
            description = "update: changed rows with each checkpoint. append: a row once, when its window closes. complete: the "
                    + "whole view at each trigger, for a query's sinks. Default: ${DEFAULT-VALUE}.")
    OutputMode outputMode;

    /** @throws IllegalArgumentException if the whole view is asked for where a view is kept anyway */
    void requireViewMode() {
        if (outputMode == OutputMode.COMPLETE) {
            throw new IllegalArgumentException("--output-mode complete is for the sinks of a query, like ./parallax run stream"
                    + " --output-mode complete --sink console; a view is whole anyway: use update or append.");
        }
    }

    /** The jars that a job needs besides Parallax' own. */
    List<Path> jars() {
        return choice.jars();
    }

    /** @param resources keep the jar open as long as the command needs it */
    Pipeline<?, ?, ?> pipeline(OpenResources resources) throws IOException {
        return choice.pipeline(resources);
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
