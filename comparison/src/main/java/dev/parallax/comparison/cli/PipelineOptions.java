package dev.parallax.comparison.cli;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.job.ViewJobOptions;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Pipelines;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which transformation runs, and how. */
final class PipelineOptions {
    @Option(
            names = "--pipeline",
            paramLabel = "NAME",
            defaultValue = "devices",
            description = "devices, words, or one of your own (default: ${DEFAULT-VALUE}).")
    String name;

    @Option(
            names = "--pipeline-jar",
            paramLabel = "FILE",
            description = "A jar with a pipeline of your own, which it names as a service.")
    Path jar;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "Length of a window (default: the pipeline's own, 10m).")
    String window;

    @Option(
            names = "--slide",
            paramLabel = "DURATION",
            description = "Distance between the starts of two windows (default: the window's length).")
    String slide;

    @Option(
            names = "--out-of-orderness",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How far behind its partition an event may be before it is late (default: ${DEFAULT-VALUE}).")
    Duration outOfOrderness;

    @Option(
            names = "--allowed-lateness",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "How long beyond that a window stays open (default: ${DEFAULT-VALUE}).")
    Duration allowedLateness;

    @Option(
            names = "--max-ahead",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "An event further than this ahead of its ingest time is invalid (default: ${DEFAULT-VALUE}).")
    Duration maxAhead;

    @Option(
            names = "--idle-after",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description =
                    "Ingest time after which a silent partition is not waited for (default: ${DEFAULT-VALUE}, always wait).")
    Duration idleAfter;

    @Option(
            names = "--output-mode",
            paramLabel = "update|append",
            defaultValue = "update",
            description =
                    "update: changed rows with each checkpoint; append: a row once, when its window closes (default: ${DEFAULT-VALUE}).")
    OutputMode outputMode;

    Pipeline<?, ?, ?> pipeline() {
        ClassLoader classLoader = Parallax.class.getClassLoader();
        if (jar != null) {
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException("--pipeline-jar: there is no file " + jar + ".");
            }
            try {
                classLoader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, classLoader);
                // What a job has computed is deserialized by the context class loader; the job itself is sent the jar.
                Thread.currentThread().setContextClassLoader(classLoader);
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("--pipeline-jar: " + jar + " is no file's name.", e);
            }
        }
        return Pipelines.named(name, classLoader);
    }

    /** What jobs must be sent besides Parallax' own classes. */
    List<Path> jars() {
        return jar == null ? List.of() : List.of(jar);
    }

    Windows windows(Pipeline<?, ?, ?> pipeline) {
        return ViewJobOptions.windows(window, slide, pipeline.windows());
    }
}
