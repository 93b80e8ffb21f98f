package dev.parallax.comparison.shell;

import dev.parallax.architectures.FollowedView;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.job.Durations;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Pipelines;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Functions to try out a stream line by line, in a shell that imports them. One notebook is open at a time; its Flink mini-cluster starts with the first run
 * and serves all of them. Each function throws an {@link IllegalArgumentException} with a sentence for what cannot be.
 */
public final class Notebook implements AutoCloseable {
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(500);
    private static final String VIEW = "view";

    private static Notebook open;

    private final Path directory;
    private FlinkCluster cluster;
    private int files;

    private Notebook(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the notebook that the functions then use.
     *
     * @param directory for its files; the caller's to remove
     */
    public static synchronized Notebook open(Path directory) {
        if (open != null) {
            throw new IllegalStateException("Another notebook is open.");
        }
        open = new Notebook(directory);
        return open;
    }

    private static synchronized Notebook current() {
        if (open == null) {
            throw new IllegalStateException("No notebook is open.");
        }
        return open;
    }

    /** Lines of JSON in the order in which they arrive: texts of one line or several, each line an event. */
    public static Events events(String... texts) {
        return Events.of(current(), texts);
    }

    /** The lines of a file, in the order in which they arrived. */
    public static Events events(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + ".");
        }
        return new Events(current(), file, "events in " + file);
    }

    /** Generated events, some of them late, sent twice or broken: for the pipelines {@code devices} and {@code words}. */
    public static Events events(String pipeline, long number) {
        Path file = current().newFile();
        EventGenerator generator =
                new EventGenerator(GeneratorSettings.defaults(pipeline).withEvents(number));
        try (OutputStream out = Files.newOutputStream(file)) {
            generator.writeTo(out);
        } catch (IOException e) {
            throw Events.unwritable(e);
        }
        return new Events(current(), file, number + " generated events");
    }

    /** Tumbling windows of this length, like {@code 10m}, in place of the pipeline's own. */
    public static Setting window(String size) {
        return window(size, size);
    }

    /** Sliding windows: their length, and the distance between the starts of two. */
    public static Setting window(String size, String slide) {
        Windows windows = Windows.sliding(Durations.parse(size), Durations.parse(slide));
        return new Setting(
                run -> new RunSettings(windows, run.outOfOrderness(), run.allowedLateness(), run.outputMode()));
    }

    /** How far behind its partition an event may be before it is late; 10 minutes unless said otherwise. */
    public static Setting outOfOrderness(String duration) {
        Duration allowed = Durations.parse(duration);
        return new Setting(run -> new RunSettings(run.windows(), allowed, run.allowedLateness(), run.outputMode()));
    }

    /** How long beyond that a window stays open; not at all unless said otherwise. */
    public static Setting allowedLateness(String duration) {
        Duration allowed = Durations.parse(duration);
        return new Setting(run -> new RunSettings(run.windows(), run.outOfOrderness(), allowed, run.outputMode()));
    }

    /** When rows leave the stream; what is there in the end is the same. */
    public static Setting outputMode(OutputMode mode) {
        if (mode == OutputMode.COMPLETE) {
            throw new IllegalArgumentException(
                    "A run gives one view in the end, which is complete: use UPDATE or APPEND.");
        }
        return new Setting(run -> new RunSettings(run.windows(), run.outOfOrderness(), run.allowedLateness(), mode));
    }

    /** Runs a pipeline of Parallax, by its name, as a stream over the events: what comes behind the log clock is late. */
    public static NotebookView<?> run(String pipeline, Events events, Setting... settings) {
        return run(named(pipeline), events, settings);
    }

    /** Runs a pipeline as a stream over the events. */
    public static <A> NotebookView<A> run(Pipeline<?, ?, A> pipeline, Events events, Setting... settings) {
        return current().view(pipeline, events, Setting.all(settings), true);
    }

    /** Runs a pipeline of Parallax, by its name, as a batch job over the events: nothing is late. */
    public static NotebookView<?> batch(String pipeline, Events events, Setting... settings) {
        return batch(named(pipeline), events, settings);
    }

    /** Runs a pipeline as a batch job over the events. */
    public static <A> NotebookView<A> batch(Pipeline<?, ?, A> pipeline, Events events, Setting... settings) {
        return current().view(pipeline, events, Setting.all(settings), false);
    }

    /** Prints a view, and what is not in it. */
    public static void table(NotebookView<?> view) {
        System.out.print(view.table());
        System.out.flush();
    }

    private static Pipeline<?, ?, ?> named(String pipeline) {
        return Pipelines.named(pipeline, Notebook.class.getClassLoader());
    }

    /** A path at which there is no file. */
    synchronized Path newFile() {
        return directory.resolve("notebook-" + ++files);
    }

    private synchronized FlinkCluster cluster() {
        if (cluster == null) {
            cluster = FlinkCluster.local(1, directory);
        }
        return cluster;
    }

    private StreamExecutionEnvironment environment(Pipeline<?, ?, ?> pipeline) {
        StreamExecutionEnvironment environment = cluster().environment(1);
        if (ShellClasses.include(pipeline.getClass())) {
            Path jar = directory.resolve(newFile().getFileName() + ".jar");
            try {
                ShellClasses.writeJar(pipeline.getClass(), jar);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The classes of the shell cannot be kept in a jar: " + FileProblem.reason(e) + ".", e);
            }
            environment.configure(new Configuration()
                    .set(PipelineOptions.JARS, List.of(jar.toUri().toString())));
        }
        return environment;
    }

    private <E, F, A> NotebookView<A> view(
            Pipeline<E, F, A> pipeline, Events events, RunSettings settings, boolean stream) {
        FileLog log = FileLog.at(events.file(), new IngestTime(null, RunSettings.MAX_AHEAD.toMillis()));
        try (ViewStore store = ViewStore.at(newFile().toUri())) {
            store.createEmpty(VIEW, 1);
            StreamExecutionEnvironment environment = environment(pipeline);
            Windows windows = settings.windows() == null ? pipeline.windows() : settings.windows();
            if (stream) {
                buildStream(environment, pipeline, log, windows, settings, store);
            } else {
                BatchViewJob.build(
                        environment,
                        pipeline,
                        log,
                        log.untilNow(),
                        RollupSettings.batch(windows, 1, RunSettings.MAX_AHEAD),
                        store.sink(VIEW, pipeline));
            }
            RunningJob job = cluster().submit(environment, pipeline.name());
            try (FollowedView<A> followed = new FollowedView<>(job, store.reader(VIEW, pipeline), 1)) {
                job.awaitFinished();
                followed.awaitEnd();
                View<A> view = followed.view();
                return new NotebookView<>(
                        pipeline, view.rows(pipeline.aggregate()), view.late(), view.deadLetters(log));
            }
        }
    }

    private static <E, F, A> void buildStream(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            FileLog log,
            Windows windows,
            RunSettings settings,
            ViewStore store) {
        StreamViewJob.build(
                environment,
                pipeline,
                log,
                log.untilNow(),
                RollupSettings.stream(
                        windows,
                        1,
                        RunSettings.MAX_AHEAD,
                        settings.outOfOrderness(),
                        settings.allowedLateness(),
                        Duration.ZERO,
                        settings.outputMode()),
                BETWEEN_CHECKPOINTS,
                store.sink(VIEW, pipeline));
    }

    /** Ends the mini-cluster. */
    @Override
    public void close() {
        synchronized (Notebook.class) {
            open = null;
        }
        synchronized (this) {
            if (cluster != null) {
                cluster.close();
            }
        }
    }
}
