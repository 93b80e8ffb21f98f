package dev.parallax.shared.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph of each kind of job, for each pipeline there is. */
class TransformationTest {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Set<String> OURS = Set.of("events", "log-clock", "rollup");
    private static final Map<String, Function<Windows, RollupSettings>> JOBS = Map.of(
            "batch",
            windows -> RollupSettings.batch(windows, 1, A_DAY),
            "kappa",
            windows -> RollupSettings.stream(
                    windows, 1, A_DAY, Duration.ZERO, Duration.ZERO, Duration.ZERO, OutputMode.UPDATE),
            "speed",
            windows -> RollupSettings.speed(windows, 1, A_DAY, Epochs.endingAt(List.of(1L))));

    @TempDir
    Path directory;

    static Stream<Arguments> jobs() {
        return ServiceLoader.load(Pipeline.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(pipeline -> JOBS.entrySet().stream()
                        .map(job -> arguments(
                                pipeline.name(),
                                job.getKey(),
                                pipeline,
                                job.getValue().apply(pipeline.windows()))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("jobs")
    void flinkFallsBackToKryoForNothing(String name, String job, Pipeline<?, ?, ?> pipeline, RollupSettings settings)
            throws IOException {
        StreamGraph graph = graph(pipeline, settings);

        assertThat(graph.getJobConfiguration().get(PipelineOptions.GENERIC_TYPES))
                .isFalse();
        assertThat(graph.getExecutionConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
        assertThat(graph.getStreamNodes())
                .filteredOn(node -> OURS.contains(node.getTransformationUID()))
                .hasSameSizeAs(OURS)
                .allSatisfy(node -> assertThat(node.getTypeSerializerOut()).isInstanceOf(RecordSerializer.class));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("jobs")
    void everyOperatorHasAUidAndAReadableName(
            String name, String job, Pipeline<?, ?, ?> pipeline, RollupSettings settings) throws IOException {
        StreamGraph graph = graph(pipeline, settings);

        assertThat(graph.getStreamNodes()).allSatisfy(node -> {
            assertThat(node.getTransformationUID()).as("uid of %s", node).isNotBlank();
            assertThat(node.getOperatorName()).isNotBlank();
        });
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .containsAll(OURS)
                .doesNotHaveDuplicates();
        assertThat(graph.getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .contains("log clock", "rollup");
    }

    /** The first invariant: one transformation. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("jobs")
    void thereIsOneShuffleByKeyAndItIsTheRollups(
            String name, String job, Pipeline<?, ?, ?> pipeline, RollupSettings settings) throws IOException {
        StreamGraph graph = graph(pipeline, settings);

        assertThat(graph.getStreamNodes())
                .filteredOn(node -> node.getInEdges().stream()
                        .anyMatch(edge -> edge.getPartitioner() instanceof KeyGroupStreamPartitioner))
                .extracting(StreamNode::getTransformationUID)
                .containsExactly("rollup");
    }

    private <E, F, A> StreamGraph graph(Pipeline<E, F, A> pipeline, RollupSettings settings) throws IOException {
        Path events = Files.createFile(directory.resolve("events.json"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        FileLog log = FileLog.at(events, new IngestTime(null, A_DAY.toMillis()));
        new Transformation<>(pipeline, settings)
                .of(log.read(environment, pipeline, LogRange.everything()))
                .sinkTo(new DiscardingSink<>())
                .name("view")
                .uid("view");
        return environment.getStreamGraph();
    }
}
