package dev.parallax.comparison.cli;

import dev.parallax.comparison.DeadLetterFile;
import dev.parallax.comparison.ViewFile;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.model.Windows;
import java.io.IOException;
import java.nio.file.Path;
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
        private int run() throws IOException {
            pipelineOptions.requireViewMode();
            ViewRun run = new ViewRun(
                    stream, events, clusterOptions, result.views, pipelineOptions.maxAhead, pipelineOptions.jars());
            run.check();
            try (OpenResources resources = parallax.resources()) {
                return run(run, pipelineOptions.pipeline(resources), resources);
            }
        }

        private <A> int run(ViewRun run, Pipeline<?, ?, A> pipeline, OpenResources resources) throws IOException {
            Windows windows = pipelineOptions.windows(pipeline);
            if (result.out != null) {
                resources.watchDisk(OutputDirectory.made(result.out));
            }
            write(pipeline, run.of(pipeline, partitions -> settings(windows, partitions), resources));
            return Parallax.DONE;
        }

        private RollupSettings settings(Windows windows, int partitions) {
            return stream
                    ? RollupSettings.stream(
                            windows,
                            partitions,
                            pipelineOptions.maxAhead,
                            pipelineOptions.outOfOrderness,
                            pipelineOptions.allowedLateness,
                            pipelineOptions.idleAfter,
                            pipelineOptions.outputMode)
                    : RollupSettings.batch(windows, partitions, pipelineOptions.maxAhead);
        }

        private <A> void write(Pipeline<?, ?, A> pipeline, ViewRun.Result<A> found) throws IOException {
            var inOrder = found.view().inOrder(pipeline.aggregate());
            long rows;
            String where = ".";
            if (result.out == null) {
                rows = ViewFile.write(pipeline, inOrder, parallax.output());
            } else {
                Path file = result.out.resolve("view.ndjson");
                rows = ViewFile.write(pipeline, inOrder, file);
                DeadLetterFile.write(found.deadLetters(), result.out.resolve("dead-letters.ndjson"));
                where = " in " + file + ".";
            }
            System.err.println(rows + " rows, " + found.view().late().size() + " late contributions, "
                    + found.deadLetters().size() + " dead letters" + where);
        }
    }
}
