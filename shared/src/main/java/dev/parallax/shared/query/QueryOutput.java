package dev.parallax.shared.query;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.format.DeadLetterJson;
import dev.parallax.shared.format.LateJson;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.sink.RowSink;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Where the output of a query goes: its rows to every sink, what is no event and what came too late into directories of newline-delimited JSON, and
 * what each trigger did into the {@link CommitLog}.
 *
 * @param sinks at least one
 * @param outputMode which rows leave at a trigger; each of the sinks can do it
 * @param completeMaxRows how many rows a view may have that leaves whole
 * @param deadLetters directory of records that are no events; made when there is one
 * @param late directory of contributions that came behind the log clock; made when there is one
 * @param commits what each trigger did
 */
public record QueryOutput(
        List<RowSink> sinks,
        OutputMode outputMode,
        long completeMaxRows,
        Path deadLetters,
        Path late,
        CommitLog commits) {
    private static final String WHOLE_VIEW = "whole-view";

    /** @throws IllegalArgumentException if a sink cannot do the output mode, with a sentence that names those it can */
    public QueryOutput {
        sinks = List.copyOf(sinks);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("A query needs a sink.");
        }
        for (RowSink sink : sinks) {
            if (!sink.modes().contains(outputMode)) {
                throw new IllegalArgumentException("The sink " + sink.name() + " cannot do the output mode "
                        + outputMode.label() + "; it can do "
                        + String.join(
                                " and ",
                                sink.modes().stream()
                                        .sorted()
                                        .map(OutputMode::label)
                                        .toList())
                        + ".");
            }
        }
    }

    /** Adds the sinks behind the transformation. */
    public <A> void of(DataStream<ViewRecord<A>> records, Pipeline<?, ?, A> pipeline) {
        Sorting<A> sorting = new Sorting<>(pipeline.accumulatorType());
        SingleOutputStreamOperator<ViewRow<A>> sorted = records.process(sorting)
                .returns(Transformation.rows(pipeline))
                .name("sort by kind")
                .uid("sort-by-kind");
        DataStream<ViewRow<A>> rows = outputMode == OutputMode.COMPLETE ? whole(sorted, pipeline) : sorted;
        for (int number = 0; number < sinks.size(); number++) {
            RowSink sink = sinks.get(number);
            rows.sinkTo(sink.sink(pipeline))
                    .setParallelism(sink.takesAllInOneTask() ? 1 : rows.getParallelism())
                    .name(sink.name())
                    // Several sinks may be of a kind; a checkpoint finds each by its place among them.
                    .uid("sink-" + number);
        }
        sorted.getSideOutput(sorting.deadLetters())
                .sinkTo(lines(deadLetters, DeadLetterJson::of))
                .name("dead letters")
                .uid("dead-letters");
        sorted.getSideOutput(sorting.late())
                .sinkTo(lines(late, LateJson::of))
                .name("late")
                .uid("late");
        sorted.getSideOutput(sorting.reports())
                .sinkTo(new CommitSink(commits))
                .setParallelism(1)
                .name("commits")
                .uid("commits");
    }

    /** How the states that a query keeps of a pipeline are written: by the uid of the operator and the name of the state. */
    public static Map<String, Map<String, TypeSerializer<?>>> states(Pipeline<?, ?, ?> pipeline) {
        Map<String, Map<String, TypeSerializer<?>>> states = new HashMap<>(Transformation.states(pipeline));
        states.put(
                WHOLE_VIEW,
                Map.of(WholeView.ROWS, Transformation.rows(pipeline).createSerializer(new SerializerConfigImpl())));
        return states;
    }

    private <A> DataStream<ViewRow<A>> whole(DataStream<ViewRow<A>> rows, Pipeline<?, ?, A> pipeline) {
        return rows.transform(
                        "whole view",
                        Transformation.rows(pipeline),
                        new WholeView<>(pipeline.accumulatorType(), completeMaxRows))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(WHOLE_VIEW);
    }

    private static <T> Sink<T> lines(Path directory, LineWriter.Line<T> line) {
        return FileSink.forBulkFormat(
                        org.apache.flink.core.fs.Path.fromLocalFile(
                                directory.toAbsolutePath().toFile()),
                        file -> new LineWriter<>(file, line))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                        OutputFileConfig.builder().withPartSuffix(".ndjson").build())
                .build();
    }
}
