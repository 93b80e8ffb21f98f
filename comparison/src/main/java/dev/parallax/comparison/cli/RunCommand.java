package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.comparison.DeadLetterFile;
import dev.parallax.comparison.ViewFile;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StartPosition;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "batch|stream",
        description = "Runs one job alone: events in, the view as newline-delimited JSON out.",
        footer = {
            "",
            "Examples:",
            "  ./parallax run batch --events events.json --out view",
            "  ./parallax run stream --events partitions/ --out-of-orderness 5m > view.ndjson"
        })
final class RunCommand {
    @Command(
            name = "batch",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Everything that is in the log now becomes a view, nothing is late.")
    int batch(@Mixin JobOptions options) throws IOException {
        return options.run(false);
    }

    @Command(
            name = "stream",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "The log, read as it grew: what comes behind the log clock is late. A topic is read as far as it reaches at the start.")
    int stream(@Mixin JobOptions options) throws IOException {
        return options.run(true);
    }

    static final class JobOptions {
        private static final String VIEW = "view";

        @Mixin
        private EventOptions events;

        @Mixin
        private PipelineOptions pipelineOptions;

        @Mixin
        private ClusterOptions clusterOptions;

        @Option(
                names = "--views",
                paramLabel = "URI",
                description = "Leave the view in a store, as file:DIR or kafka://HOST:PORT/PREFIX, besides.")
        private String views;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description =
                        "Write view.ndjson and dead-letters.ndjson there (default: the rows go to standard output).")
        private Path out;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Of the generated events (default: ${DEFAULT-VALUE}).")
        private long seed;

        private int run(boolean stream) throws IOException {
            return run(pipelineOptions.pipeline(), stream);
        }

        private <E, F, A> int run(Pipeline<E, F, A> pipeline, boolean stream) throws IOException {
            View<A> view = new View<>(clusterOptions.parallelism());
            List<DeadLetter<A>> deadLetters;
            try (OpenResources resources = new OpenResources();
                    ProgressDisplay progress = resources.add(new ProgressDisplay())) {
                clusterOptions.check(stream && events.isTopic());
                requireReachableFiles();
                Path work = resources.temporaryDirectory();
                EventLog log = events.log(pipeline, pipelineOptions.maxAhead, seed, work);
                progress.phase("Starting Flink", -1);
                FlinkCluster cluster = resources.add(clusterOptions.open(work, pipelineOptions.jars()));
                ViewStore store = resources.add(
                        ViewStore.at(views == null ? work.resolve("views").toUri() : ViewOptions.uri(views)));
                store.create(VIEW, clusterOptions.parallelism());
                progress.phase("Running", -1);
                RunningJob job = submit(cluster, pipeline, log, store, stream);
                try (ViewReader<A> reader = store.reader(VIEW, pipeline.accumulatorType())) {
                    if (stream && log instanceof KafkaLog) {
                        awaitCatchUp(job, view, reader, log);
                        job.drain();
                    } else {
                        job.awaitFinished();
                    }
                    while (!view.isComplete()) {
                        job.throwIfFailed();
                        view.follow(reader, Duration.ofMillis(100));
                    }
                }
                deadLetters = view.deadLetters(log);
            }
            write(pipeline, view, deadLetters);
            return Parallax.DONE;
        }

        private void requireReachableFiles() {
            if (!clusterOptions.isOnThisMachine() && (events.areTemporary() || views == null)) {
                throw new IllegalArgumentException(
                        "--cluster: jobs at " + clusterOptions.host()
                                + " cannot see this machine's temporary files: give --views, and events by --kafka or --events.");
            }
        }

        private static <A> void awaitCatchUp(RunningJob job, View<A> view, ViewReader<A> reader, EventLog log) {
            var ends = log.untilNow().upTo();
            while (!view.reaches(ends)) {
                job.throwIfFailed();
                job.triggerCheckpoint();
                view.follow(reader, Duration.ofMillis(300));
            }
        }

        private <E, F, A> RunningJob submit(
                FlinkCluster cluster, Pipeline<E, F, A> pipeline, EventLog log, ViewStore store, boolean stream) {
            StreamExecutionEnvironment environment = cluster.environment(clusterOptions.parallelism());
            var windows = pipelineOptions.windows(pipeline);
            var sink = store.sink(VIEW, pipeline.accumulatorType());
            if (!stream) {
                RollupSettings settings = RollupSettings.batch(windows, log.partitions(), pipelineOptions.maxAhead);
                BatchViewJob.build(environment, pipeline, log, log.untilNow(), settings, sink);
                return cluster.submit(environment, "batch view");
            }
            RollupSettings settings = RollupSettings.stream(
                    windows,
                    log.partitions(),
                    pipelineOptions.maxAhead,
                    pipelineOptions.outOfOrderness,
                    pipelineOptions.allowedLateness,
                    pipelineOptions.idleAfter,
                    pipelineOptions.outputMode);
            StreamViewJob.build(
                    environment,
                    pipeline,
                    log,
                    new StartPosition.Earliest(),
                    settings,
                    clusterOptions.checkpointEvery(),
                    sink);
            return cluster.submit(environment, "stream view");
        }

        private <A> void write(Pipeline<?, ?, A> pipeline, View<A> view, List<DeadLetter<A>> deadLetters)
                throws IOException {
            var rows = view.rows(epoch -> true, pipeline.aggregate());
            if (out == null) {
                ViewFile.write(pipeline, rows, System.out);
            } else {
                ViewFile.write(pipeline, rows, Files.createDirectories(out).resolve("view.ndjson"));
                DeadLetterFile.write(deadLetters, out.resolve("dead-letters.ndjson"));
            }
            System.err.println(rows.size() + " rows, " + view.late().size() + " late contributions, "
                    + deadLetters.size() + " dead letters"
                    + (out == null ? "." : " in " + out.resolve("view.ndjson") + "."));
        }
    }
}
