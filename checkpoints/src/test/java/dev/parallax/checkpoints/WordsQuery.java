package dev.parallax.checkpoints;

import static org.awaitility.Awaitility.await;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.format.RowFormat;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import dev.parallax.shared.query.CommitLog;
import dev.parallax.shared.query.QueryOutput;
import dev.parallax.shared.sink.FileRowSink;
import dev.parallax.shared.sink.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/**
 * A query that counts words, laid out in a directory as {@code run stream --checkpoint} does it; its checkpoints are made by hand, and it reads what it is told
 * to before each.
 */
final class WordsQuery implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final MiniCluster cluster;
    private final Path directory;
    private final JobClient client;

    private WordsQuery(MiniCluster cluster, Path directory, JobClient client) {
        this.cluster = cluster;
        this.directory = directory;
        this.client = client;
    }

    /** How state is kept. */
    enum Backend {
        /** All of it so small that it is in the description. */
        HEAP("hashmap", 20_000),
        HEAP_IN_FILES("hashmap", 0),
        ROCKSDB("rocksdb", 0);

        private final String name;
        private final int largestInDescription;

        Backend(String name, int largestInDescription) {
            this.name = name;
            this.largestInDescription = largestInDescription;
        }
    }

    static WordsQuery start(Path directory, Backend backend, EventSource source, Windows windows, RowSink... sinks)
            throws Exception {
        return start(directory, backend, source, windows, new WordsPipeline(), sinks);
    }

    static <E, F, A> WordsQuery start(
            Path directory,
            Backend backend,
            EventSource source,
            Windows windows,
            Pipeline<E, F, A> pipeline,
            RowSink... sinks)
            throws Exception {
        Configuration configuration = new Configuration()
                .set(StateBackendOptions.STATE_BACKEND, backend.name)
                .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true)
                .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, new MemorySize(backend.largestInDescription))
                .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 10)
                .set(
                        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                        directory.resolve("flink").toUri().toString())
                .set(
                        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
                .set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        TestStreamEnvironment environment = new TestStreamEnvironment(cluster, configuration, 2, List.of(), List.of());
        build(environment, directory, source, windows, pipeline, sinks);
        return new WordsQuery(cluster, directory, environment.executeAsync("words"));
    }

    private static <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Path directory,
            EventSource source,
            Windows windows,
            Pipeline<E, F, A> pipeline,
            RowSink... sinks) {
        // Never by itself.
        environment.enableCheckpointing(Long.MAX_VALUE);
        RollupSettings settings = RollupSettings.stream(
                        windows,
                        source.partitions(),
                        Duration.ofDays(1),
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        OutputMode.UPDATE)
                .withArchiveFirst(source.isArchiveFirst())
                .forSinks();
        List<RowSink> all = new ArrayList<>(List.of(sinks));
        all.forEach(RowSink::prepare);
        all.add(FileRowSink.into(directory.resolve("out"), RowFormat.NDJSON));
        new QueryOutput(
                        all,
                        OutputMode.UPDATE,
                        1000,
                        directory.resolve("dead-letters"),
                        directory.resolve("late"),
                        CommitLog.in(directory.resolve("commits")))
                .of(new Transformation<>(pipeline, settings).of(source.read(environment, pipeline)), pipeline);
    }

    String job() {
        return client.getJobID().toHexString();
    }

    /** Makes checkpoints until one holds so many records. */
    long checkpointWith(long records) {
        return checkpointOnce(read -> read == records);
    }

    /** Makes checkpoints until one holds as many records as asked for. */
    long checkpointOnce(LongPredicate records) {
        long[] number = new long[1];
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    requireGoesOn();
                    number[0] = cluster.triggerCheckpoint(client.getJobID(), CheckpointType.CONFIGURED)
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    CheckpointEntry entry = CheckpointDirectory.at(directory).choose(number[0], job());
                    return records.test(ReadSoFar.of(CheckpointContents.of(entry)).clocks().stream()
                            .mapToLong(clock -> clock.records())
                            .sum());
                });
        return number[0];
    }

    private void requireGoesOn() throws Exception {
        if (client.getJobStatus().get().isGloballyTerminalState()) {
            try {
                client.getJobExecutionResult().get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError("The job has failed.", e);
            }
        }
    }

    /** Waits until a checkpoint's trigger has been committed. */
    void awaitCommit(long number) {
        CommitLog commits = CommitLog.in(directory.resolve("commits"));
        await().atMost(PATIENCE).until(() -> commits.read(number).isPresent());
    }

    Path savepoint(SavepointFormatType format) throws Exception {
        String place = client.triggerSavepoint(
                        directory.resolve("savepoints").toUri().toString(), format)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Path.of(java.net.URI.create(place));
    }

    /** Everything below a directory, with its content: what must not change. */
    static List<String> snapshot(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> all = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                all.add(file + " " + Files.getLastModifiedTime(file)
                        + (Files.isRegularFile(file)
                                ? " " + Files.size(file) + " " + java.util.Arrays.hashCode(Files.readAllBytes(file))
                                : ""));
            }
            return all;
        }
    }

    /** Cancels it: its checkpoints stay. */
    void cancel() throws Exception {
        client.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> client.getJobStatus().get().isGloballyTerminalState());
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
