package dev.parallax.comparison.cli;

import dev.parallax.architectures.FollowedView;
import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchViewJob;
import dev.parallax.comparison.DeadLetterFile;
import dev.parallax.comparison.ViewFile;
import dev.parallax.comparison.feed.EventInput;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StartPosition;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "batch|stream",
        description = "Runs one job alone: events in, a view or rows out.",
        footer = {
            "",
            "Examples:",
            "  ./parallax run batch --events events.json --out view",
            "  ./parallax run stream --events partitions/ > view.ndjson",
            "  ./parallax run stream --rate 100 --trigger 2s --sink console"
        })
final class RunCommand {
    @ParentCommand
    private Parallax parallax;

    @Command(
            name = "batch",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Everything that is in the log now becomes a view, nothing is late.",
            footer = {"", "Example:", "  ./parallax run batch --events events.json --out view"})
    int batch(
            @Mixin(name = "Events") EventOptions events,
            @Mixin(name = "Other events") SourceOptions sources,
            @Mixin(name = "Transformation") PipelineOptions pipeline,
            @Mixin(name = "Where the job runs") ClusterOptions cluster,
            @Mixin(name = "A view as result") ResultOptions result,
            @Mixin(name = "Sinks") QueryOptions query)
            throws IOException {
        return run(false, events, sources, pipeline, cluster, result, query);
    }

    @Command(
            name = "stream",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = {
                "The log, read as it grew: what comes behind the log clock is late.",
                "Without --sink and the like the result is the view in the end: a topic is read as far as it reaches at the start.",
                "With one of them it is a query: any source, any trigger, any output mode, any sinks. It runs until Ctrl-C, until "
                        + "its input ends, or until the trigger says so."
            },
            footer = {
                "",
                "Examples:",
                "  ./parallax run stream --events partitions/ --out-of-orderness 5m",
                "  ./parallax run stream --pipeline words --socket 127.0.0.1:4545 --format text \\",
                "      --window global --output-mode complete --trigger 2s --sink console",
                "  ./parallax run stream --files incoming/ --clean archive:done --output-mode append --sink file:out",
                "  ./parallax run stream --kafka 127.0.0.1:9092 --topic events --trigger available-now \\",
                "      --checkpoint state --sink file:out --sink-format csv"
            })
    int stream(
            @Mixin(name = "Events") EventOptions events,
            @Mixin(name = "Other events") SourceOptions sources,
            @Mixin(name = "Transformation") PipelineOptions pipeline,
            @Mixin(name = "Where the job runs") ClusterOptions cluster,
            @Mixin(name = "A view as result") ResultOptions result,
            @Mixin(name = "Sinks") QueryOptions query)
            throws IOException {
        return run(true, events, sources, pipeline, cluster, result, query);
    }

    /** A view is what there is in the end; a query hands on what changes. */
    private int run(
            boolean stream,
            EventOptions events,
            SourceOptions sources,
            PipelineOptions pipeline,
            ClusterOptions cluster,
            ResultOptions result,
            QueryOptions query)
            throws IOException {
        if (!query.areGiven() && !sources.areGiven()) {
            return new Job(parallax, stream, events, pipeline, cluster, result).run();
        }
        if (result.out != null || result.views != null) {
            throw new IllegalArgumentException(
                    "--out and --views are for a view that is whole in the end; the rows of a query"
                            + " go to its sinks: give --sink file:DIR instead.");
        }
        return new Query(parallax, stream, events, sources, pipeline, query, cluster).run();
    }

    /** Where the view goes. */
    static final class ResultOptions {
        @Option(
                names = "--views",
                paramLabel = "URI",
                description = "Leave the view in a store besides, like file:DIR or kafka://HOST:PORT/PREFIX.")
        private String views;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description =
                        "Write view.ndjson and dead-letters.ndjson there. Default: the view's rows go to standard "
                                + "output.")
        private Path out;
    }

    /** One job, from its start to its view. */
    private record Job(
            Parallax parallax,
            boolean stream,
            EventOptions events,
            PipelineOptions pipelineOptions,
            ClusterOptions clusterOptions,
            ResultOptions result) {
        private static final String VIEW = "view";

        private int run() throws IOException {
            events.check();
            pipelineOptions.requireViewMode();
            clusterOptions.check(stream && events.isTopic());
            events.config().check(events.isTopic() || ViewOptions.isKafka(result.views));
            requireReachableFiles();
            try (OpenResources resources = parallax.resources()) {
                return run(pipelineOptions.pipeline(resources), resources);
            }
        }

        private <E, F, A> int run(Pipeline<E, F, A> pipeline, OpenResources resources) throws IOException {
            Windows windows = pipelineOptions.windows(pipeline);
            if (result.out != null) {
                resources.watchDisk(OutputDirectory.made(result.out));
            }
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            Path work = resources.temporaryDirectory();
            ViewStore store = resources.open(() -> ViewOptions.store(
                    "--views",
                    result.views == null ? work.resolve("views").toUri().toString() : result.views,
                    events.config().settings()));
            progress.phase("Reading the events", -1);
            EventLog log = events.log(pipeline, pipelineOptions.maxAhead, work);
            try (EventInput<E> input = events.input(pipeline, log)) {
                EventCheck.requireEvent(input);
            }
            progress.phase("Starting Flink", -1);
            FlinkCluster cluster = resources.open(() -> clusterOptions.open(1, work, pipelineOptions.jars()));
            store.createEmpty(VIEW, clusterOptions.parallelism());
            progress.phase("Running", -1);
            RunningJob job = submit(cluster, pipeline, windows, log, store);
            View<A> view = view(pipeline, log, store, job);
            List<DeadLetter<A>> deadLetters = view.deadLetters(log);
            resources.close();
            write(pipeline, view, deadLetters);
            return Parallax.DONE;
        }

        private <A> View<A> view(Pipeline<?, ?, A> pipeline, EventLog log, ViewStore store, RunningJob job) {
            try (FollowedView<A> followed =
                    new FollowedView<>(job, store.reader(VIEW, pipeline), clusterOptions.parallelism())) {
                if (stream && log instanceof KafkaLog) {
                    followed.catchUp(log.untilNow().upTo());
                    job.drain();
                } else {
                    job.awaitFinished();
                }
                followed.awaitEnd();
                return followed.view();
            }
        }

        private void requireReachableFiles() {
            if (!clusterOptions.isOnThisMachine() && (events.areTemporary() || result.views == null)) {
                throw new IllegalArgumentException(
                        "--cluster: jobs at " + clusterOptions.host()
                                + " cannot see this machine's temporary files: give --views, and events by --kafka or --events.");
            }
        }

        private <E, F, A> RunningJob submit(
                FlinkCluster cluster, Pipeline<E, F, A> pipeline, Windows windows, EventLog log, ViewStore store) {
            StreamExecutionEnvironment environment = cluster.environment(clusterOptions.parallelism());
            var sink = store.sink(VIEW, pipeline);
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
            String where = ".";
            if (result.out == null) {
                ViewFile.write(pipeline, rows, parallax.output());
            } else {
                Path file = result.out.resolve("view.ndjson");
                ViewFile.write(pipeline, rows, file);
                DeadLetterFile.write(deadLetters, result.out.resolve("dead-letters.ndjson"));
                where = " in " + file + ".";
            }
            System.err.println(rows.size() + " rows, " + view.late().size() + " late contributions, "
                    + deadLetters.size() + " dead letters" + where);
        }
    }
}
