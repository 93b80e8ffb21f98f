package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.job.WindowsText;
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
            paramLabel = "WINDOWS",
            converter = WindowsOption.class,
            description = {
                "tumbling:10m, or 10m for short: one behind the other.",
                "sliding:10m/5m: 10m long, a new one every 5m.",
                "session:30m: what follows something else of its key within 30m is in the same window. Sessions merge, across "
                        + "a cut too.",
                "global: one for all of time. Default: the pipeline's own, 10m."
            })
    private Windows window;

    @Option(
            names = "--slide",
            paramLabel = "DURATION",
            description =
                    "With --window 10m: distance between the starts of two windows. Default: the window's length.")
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
            description =
                    "update: changed rows with each checkpoint. append: a row once, when its window closes. complete: the "
                            + "whole view at each trigger, for a query's sinks. Default: ${DEFAULT-VALUE}.")
    OutputMode outputMode;

    /** @throws IllegalArgumentException if the whole view is asked for where a view is kept anyway */
    void requireViewMode() {
        if (outputMode == OutputMode.COMPLETE) {
            throw new IllegalArgumentException(
                    "--output-mode complete is for the sinks of a query, like ./parallax run stream"
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
        Windows windows = window == null ? pipeline.windows() : window;
        if (slide != null) {
            windows = sliding(windows);
        }
        if (windows instanceof Windows.Global && outputMode == OutputMode.APPEND) {
            throw new IllegalArgumentException("--output-mode append would never give a row with --window global, "
                    + "which ends with the input alone: use --output-mode update.");
        }
        return windows;
    }

    private Windows sliding(Windows windows) {
        if (!(windows instanceof Windows.Aligned aligned) || aligned.size() != aligned.slide()) {
            throw new IllegalArgumentException(
                    "--slide goes with windows of one length, like --window 10m, not with " + windows.text() + ".");
        }
        Duration size = Duration.ofMillis(aligned.size());
        if (slide.toMillis() < 1 || slide.compareTo(size) > 0) {
            throw new IllegalArgumentException("--slide must be longer than 0 and at most the window's "
                    + DurationText.of(size) + ", not " + DurationText.of(slide) + ".");
        }
        return WindowsText.sliding(windows, slide);
    }
}
