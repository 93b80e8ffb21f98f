package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.architectures.cluster.RunningJob;
import dev.parallax.batch.BatchQueryJob;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.comparison.query.QueryDirectory;
import dev.parallax.comparison.query.RunningQuery;
import dev.parallax.comparison.query.Trigger;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.query.QueryOutput;
import dev.parallax.shared.sink.Parked;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.streaming.StreamQueryJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One query, from its start to its end: rows go to sinks as they change. */
record Query(
        Parallax parallax,
        boolean stream,
        EventOptions events,
        SourceOptions sources,
        PipelineOptions transformation,
        QueryOptions options,
        ClusterOptions clusterOptions) {
    int run() throws IOException {
        events.check(sources.goesOnWithTopic());
        sources.check(events, stream, options.checkpoint != null);
        clusterOptions.check(stream);
        options.check(stream);
        events.config().check(sources.broker(events) != null || options.nameKafka());
        requireReachableFiles();
        Trigger trigger = options.trigger();
        try (OpenResources resources = parallax.resources()) {
            return run(transformation.pipeline(resources), trigger, resources);
        }
    }

    private <E, F, A> int run(Pipeline<E, F, A> pipeline, Trigger trigger, OpenResources resources) throws IOException {
        Windows windows = transformation.windows(pipeline);
        Path work = resources.temporaryDirectory();
        if (options.checkpoint != null) {
            LeftJob.requireNone(options.checkpoint);
        }
        QueryDirectory directory = resources.open(() ->
                QueryDirectory.open(options.checkpoint == null ? work.resolve("checkpoint") : options.checkpoint));
        resources.watchDisk(directory.sources().getParent());
        OutputMode mode = stream ? transformation.outputMode : OutputMode.APPEND;
        directory.require(fixed(pipeline, windows, mode));
        directory.requireUnfinished();
        directory.ended();
        directory.prune();
        Optional<CheckpointEntry> goesOn = directory.newest();
        SourceOptions.Opened source = sources.open(
                pipeline,
                events,
                transformation,
                stream,
                !(trigger instanceof Trigger.Once),
                work,
                directory,
                resources);
        goesOn.flatMap(directory::nextOffsets).ifPresent(source.source()::requireFrom);
        List<RowSink> sinks =
                options.sinks(sources.broker(events), events.config().settings(), directory);
        QueryOutput output = new QueryOutput(
                sinks,
                mode,
                options.completeMaxRows,
                options.deadLetters(directory),
                directory.late(),
                directory.commits());
        ProgressDisplay progress = resources.open(ProgressDisplay::new);
        progress.phase("Looking at the sinks", -1);
        sinks.forEach(RowSink::prepare);
        progress.phase("Starting Flink", -1);
        FlinkCluster cluster =
                resources.open(() -> clusterOptions.open(1, work, transformation.jars(), QueryDirectory.KEPT));
        StreamExecutionEnvironment environment = cluster.environment(clusterOptions.parallelism());
        environment.configure(directory.settings());
        build(environment, pipeline, windows, mode, source.source(), trigger, output);
        String name = (stream ? "stream query " : "batch query ") + pipeline.name();
        String changes =
                goesOn.isPresent() ? Upgrade.check(goesOn.get(), environment.getStreamGraph(false), pipeline) : "";
        EventSource.Goal goal = trigger.stops() ? source.source().now() : source.end();
        if (clusterOptions.isRemote()) {
            noteJob(environment, cluster, directory);
        }
        RunningJob job = cluster.submit(environment, name);
        progress.close();
        goesOn.ifPresent(from -> System.err.println("The query goes on from " + from.title() + " of "
                + from.time().truncatedTo(ChronoUnit.SECONDS) + "." + changes));
        sinks.stream()
                .filter(sink -> clusterOptions.isRemote() || !sink.name().equals(QueryOptions.CONSOLE))
                .forEach(sink -> System.err.println(sink.name() + ": " + sink.promise()));
        if (goal == null && stream && !source.ends()) {
            System.err.println(
                    options.checkpoint == null
                            ? "The query runs. Ctrl-C ends it."
                            : "The query runs. Ctrl-C ends it, ./parallax savepoint " + options.checkpoint
                                    + " stops it; the same command goes on from there.");
        }
        if (!options.showsConsole()) { // It would run through the tables.
            progress.phase("Running", -1);
        }
        RunningQuery running = new RunningQuery(job, directory, goal, !trigger.stops(), options.progress);
        String summary = running.await(progress);
        resources.close();
        System.err.println(summary + (running.deadLetters() == 0 ? "." : ", in " + output.deadLetters() + "."));
        sayParked(directory);
        return Parallax.DONE;
    }

    /** Before it is sent: however early this process dies, the next one knows what it has left behind. */
    private static void noteJob(StreamExecutionEnvironment environment, FlinkCluster cluster, QueryDirectory directory)
            throws IOException {
        String id = new JobID().toHexString();
        environment.configure(new Configuration().set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id));
        directory.sent(new QueryDirectory.SentJob(cluster.address().toString(), id));
    }

    private void requireReachableFiles() {
        if (!clusterOptions.isOnThisMachine() && (options.checkpoint == null || sources.areTemporary(events))) {
            throw new IllegalArgumentException("--cluster: jobs at " + clusterOptions.host()
                    + " cannot see this machine's temporary files: give --checkpoint with a directory that both see, and events by"
                    + " --kafka, --socket or --files.");
        }
    }

    private void sayParked(QueryDirectory directory) throws IOException {
        long parked = Parked.count(directory.parked());
        if (parked > 0) {
            System.err.println(parked + " rows could not be written and are parked: ./parallax redrive "
                    + (options.checkpoint == null ? directory.parked() : options.checkpoint) + " puts them back.");
        }
    }

    private <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            Windows windows,
            OutputMode mode,
            EventSource source,
            Trigger trigger,
            QueryOutput output) {
        if (stream) {
            RollupSettings settings = RollupSettings.stream(
                            windows,
                            source.partitions(),
                            transformation.maxAhead,
                            transformation.outOfOrderness,
                            transformation.allowedLateness,
                            transformation.idleAfter,
                            mode)
                    .withArchiveFirst(source.isArchiveFirst());
            StreamQueryJob.build(environment, pipeline, source, settings, trigger.checkpointEvery(), output);
        } else {
            RollupSettings settings = RollupSettings.batch(windows, source.partitions(), transformation.maxAhead);
            BatchQueryJob.build(environment, pipeline, source, settings, output);
        }
    }

    /** What may not change while the query has state. */
    private Map<String, String> fixed(Pipeline<?, ?, ?> pipeline, Windows windows, OutputMode mode) {
        Map<String, String> fixed = new TreeMap<>(sources.fixed(events));
        fixed.put("pipeline", pipeline.name());
        fixed.put("window", windows.text());
        fixed.put("output-mode", mode.label());
        fixed.put("sink", options.names());
        return fixed;
    }
}
