package dev.parallax.shared.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
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

    /** @param checkpoint null to begin at the source's start */
    public static SourceJob start(
            MiniCluster cluster,
            BiFunction<StreamExecutionEnvironment, WordsPipeline, DataStream<LogEntry<Sentence>>> source,
            String checkpoint,
            int parallelism)
            throws Exception {
        Configuration configuration = new Configuration()
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.OBJECT_REUSE, true);
        if (checkpoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
        }
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        GatheringSink<LogEntry<Sentence>> sink = new GatheringSink<>();
        source.apply(environment, new WordsPipeline()).sinkTo(sink).uid("sink");
        JobClient client = environment.executeAsync();
        await().atMost(Duration.ofSeconds(PATIENCE))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() ->
                        isUnderWay(cluster.getExecutionGraph(client.getJobID()).get()));
        return new SourceJob(cluster, client, sink);
    }

    private static boolean isUnderWay(AccessExecutionGraph graph) {
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING
                    && !task.getExecutionState().isTerminal()) {
                return false;
            }
        }
        return true;
    }

    public List<LogEntry<Sentence>> entries() {
        return sink.gathered();
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
        }
    }
}
