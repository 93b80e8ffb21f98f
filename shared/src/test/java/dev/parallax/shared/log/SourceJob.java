package dev.parallax.shared.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that only reads a source of sentences, on a cluster in this program; its checkpoints are made by hand. */
public final class SourceJob implements AutoCloseable {
    private static final long PATIENCE = 30;

    private final MiniCluster cluster;
    private final JobClient client;
    private final GatheringSink<LogEntry<Sentence>> sink;

    private SourceJob(MiniCluster cluster, JobClient client, GatheringSink<LogEntry<Sentence>> sink) {
        this.cluster = cluster;
        this.client = client;
        this.sink = sink;
    }

    public static SourceJob start(MiniCluster cluster, EventSource source) throws Exception {
        return start(cluster, source::read, null, 2);
    }

    public static SourceJob restore(MiniCluster cluster, EventSource source, String checkpoint) throws Exception {
        return start(cluster, source::read, checkpoint, 2);
    }

    /** Starts a job from a checkpoint; null to begin at the start of the source. */
    public static SourceJob start(
            MiniCluster cluster,
            BiFunction<StreamExecutionEnvironment, WordsPipeline, DataStream<LogEntry<Sentence>>> source,
            String checkpoint,
            int parallelism)
            throws Exception {
        return start(cluster, source, checkpoint, parallelism, false);
    }

    /** Starts a job that fails when it first sees the word {@code fail}, and goes on from its last checkpoint. */
    public static SourceJob startFailing(MiniCluster cluster, EventSource source) throws Exception {
        FailsOnce.FAILED.set(false);
        return start(cluster, source::read, null, 2, true);
    }

    private static SourceJob start(
            MiniCluster cluster,
            BiFunction<StreamExecutionEnvironment, WordsPipeline, DataStream<LogEntry<Sentence>>> source,
            String checkpoint,
            int parallelism,
            boolean fails)
            throws Exception {
        Configuration configuration = new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, fails ? "fixed-delay" : "none")
                .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100))
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.OBJECT_REUSE, true);
        if (checkpoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        GatheringSink<LogEntry<Sentence>> sink = new GatheringSink<>();
        DataStream<LogEntry<Sentence>> entries = source.apply(environment, new WordsPipeline());
        if (fails) {
            entries = entries.map(new FailsOnce()).returns(Transformation.logEntries());
            // All tasks hang together, as those of a transformation do.
            entries.map(entry -> entry.place().offset())
                    .returns(Types.LONG)
                    .rebalance()
                    .sinkTo(new DiscardingSink<>());
        }
        entries.sinkTo(sink).uid("sink");
        JobClient client = environment.executeAsync();
        await().atMost(Duration.ofSeconds(PATIENCE))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() ->
                        isUnderWay(cluster.getExecutionGraph(client.getJobID()).get()));
        return new SourceJob(cluster, client, sink);
    }

    private static final class FailsOnce implements MapFunction<LogEntry<Sentence>, LogEntry<Sentence>> {
        static final AtomicBoolean FAILED = new AtomicBoolean();

        @Override
        public LogEntry<Sentence> map(LogEntry<Sentence> entry) {
            if (entry.isEvent() && entry.event().words().contains("fail") && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("A failure on purpose.");
            }
            return entry;
        }
    }

    private static boolean isUnderWay(AccessExecutionGraph graph) {
        boolean begun = false;
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            begun = true;
            if (task.getExecutionState() != ExecutionState.RUNNING
                    && !task.getExecutionState().isTerminal()) {
                return false;
            }
        }
        return begun;
    }

    public List<LogEntry<Sentence>> entries() {
        return sink.gathered().stream().filter(entry -> !entry.isEnd()).toList();
    }

    /** Each record as {@code PARTITION:OFFSET SENTENCE}. */
    public List<String> said() {
        return entries().stream()
                .map(entry -> entry.place().partition() + ":" + entry.place().offset() + " "
                        + (entry.isEvent()
                                ? String.join(" ", entry.event().words())
                                : entry.rejection().getMessage()))
                .toList();
    }

    public List<String> bytes() {
        return entries().stream().map(entry -> new String(entry.bytes(), UTF_8)).toList();
    }

    public void checkpoint() throws Exception {
        cluster.triggerCheckpoint(client.getJobID()).get(PATIENCE, TimeUnit.SECONDS);
    }

    /** Ends the job as a run of everything available ends. */
    public String stop(Path savepoints) throws Exception {
        return client.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(PATIENCE, TimeUnit.SECONDS);
    }

    public void awaitEnd() throws Exception {
        client.getJobExecutionResult().get(PATIENCE, TimeUnit.SECONDS);
    }

    public JobClient client() {
        return client;
    }

    @Override
    public void close() throws Exception {
        if (!client.getJobStatus().get(PATIENCE, TimeUnit.SECONDS).isGloballyTerminalState()) {
            client.cancel().get(PATIENCE, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(PATIENCE))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> client.getJobStatus().get().isGloballyTerminalState());
        }
    }
}
