package dev.parallax.benchmarks.programs;

import dev.parallax.architectures.cluster.FlinkCluster;
import dev.parallax.comparison.ViewFile;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.job.Durations;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.View;
import dev.parallax.shared.view.ViewReader;
import dev.parallax.shared.view.ViewStore;
import dev.parallax.streaming.StreamViewJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./parallax run stream} does over files, also with what that command has no option for: no checkpoints. */
@Command(name = "stream-view")
public final class StreamView implements Runnable {
    private static final String VIEW = "view";

    @Option(names = "--events", required = true)
    private Path events;

    @Option(names = "--out", required = true)
    private Path out;

    @Option(names = "--work", required = true)
    private Path work;

    @Option(names = "--parallelism", required = true)
    private int parallelism;

    @Option(names = "--state", required = true, description = "hashmap or rocksdb")
    private String state;

    @Option(names = "--checkpoint-every", required = true, description = "A duration, or none")
    private String checkpointEvery;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StreamView()).execute(arguments));
    }

    @Override
    public void run() {
        DevicesPipeline pipeline = new DevicesPipeline();
        try (ViewStore store = ViewStore.at(work.resolve("views").toUri());
                FlinkCluster cluster = FlinkCluster.local(4 * parallelism, work)) {
            store.create(VIEW, parallelism);
            StreamExecutionEnvironment environment = cluster.environment(parallelism);
            environment.configure(new Configuration().set(StateBackendOptions.STATE_BACKEND, state));
            build(environment, pipeline, store);
            cluster.submit(environment, "stream view").awaitFinished();
            try (ViewReader<Temperatures> reader = store.reader(VIEW, pipeline)) {
                ViewFile.write(pipeline, View.now(reader).inOrder(pipeline.aggregate()), out.resolve("view.ndjson"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build(StreamExecutionEnvironment environment, DevicesPipeline pipeline, ViewStore store) {
        Duration maxAhead = Duration.ofDays(1);
        FileLog log = FileLog.at(events, new IngestTime(null, maxAhead.toMillis()));
        RollupSettings settings = RollupSettings.stream(
                pipeline.windows(),
                log.partitions(),
                maxAhead,
                Duration.ofMinutes(10),
                Duration.ZERO,
                Duration.ZERO,
                OutputMode.UPDATE);
        boolean none = checkpointEvery.equals("none");
        StreamViewJob.build(
                environment,
                pipeline,
                log,
                log.untilNow(),
                settings,
                none ? Duration.ofDays(1) : Durations.parse(checkpointEvery),
                store.sink(VIEW, pipeline));
        if (none) {
            environment.getCheckpointConfig().disableCheckpointing();
        }
    }
}
