package dev.parallax.shared.flow;

import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Windows;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The transformation, put together once for every job: log clock, the only {@code keyBy}, rollup.
 *
 * @param <E> the event
 * @param <F> the fact
 * @param <A> the accumulator
 */
public final class Transformation<E, F, A> {
    private static final String ROLLUP = "rollup";

    private final Pipeline<E, F, A> pipeline;
    private final RollupSettings settings;

    /** @throws IllegalArgumentException if the pipeline does not take such windows */
    public Transformation(Pipeline<E, F, A> pipeline, RollupSettings settings) {
        this.pipeline = pipeline;
        this.settings = settings;
        if (pipeline.detection() != null && !isTaken(settings.windows())) {
            throw new IllegalArgumentException("The pipeline " + pipeline.name() + " takes --window "
                    + (pipeline.windows().isTumbling() ? "tumbling:DURATION" : "global") + ", and not "
                    + settings.windows().text() + ".");
        }
    }

    /** What is found belongs to one window: of a length that is the user's choice, if it has one at all. */
    private boolean isTaken(Windows windows) {
        return pipeline.windows().isTumbling() ? windows.isTumbling() : windows instanceof Windows.Global;
    }

    /** Turns the entries of a log, each partition in its order, into the records of the view. */
    public DataStream<ViewRecord<A>> of(DataStream<LogEntry<E>> log) {
        // Everything that travels or stays is a record with a serializer of its own, and immutable.
        log.getExecutionEnvironment()
                .configure(new Configuration()
                        .set(PipelineOptions.GENERIC_TYPES, false)
                        .set(PipelineOptions.OBJECT_REUSE, true));
        TypeInformation<Shuffled<A>> shuffled = RecordTypeInformation.of(Shuffled.class, pipeline.accumulatorType());
        TypeInformation<ViewRecord<A>> viewRecords =
                RecordTypeInformation.of(ViewRecord.class, pipeline.accumulatorType());
        StateKeys keys = StateKeys.of(pipeline, settings);
        return log.transform("log clock", shuffled, new LogClockFactory<>(new Flattening<>(pipeline), settings))
                .uid("log-clock")
                .keyBy(record -> record.key(keys), Types.INT)
                .transform("rollup", viewRecords, new RollupFactory<>(pipeline, settings))
                .uid(ROLLUP);
    }

    /** How the states that a pipeline's job keeps are written: by the uid of the operator and the name of the state. */
    public static Map<String, Map<String, TypeSerializer<?>>> states(Pipeline<?, ?, ?> pipeline) {
        return Map.of(ROLLUP, Rollup.states(pipeline));
    }

    /** In which of Flink's key groups a key's rows may be. */
    public static Set<Integer> keyGroups(String key, int maxParallelism) {
        return Arrays.stream(StateKeys.values())
                .map(keys -> KeyGroupRangeAssignment.assignToKeyGroup(keys.of(key), maxParallelism))
                .collect(Collectors.toSet());
    }

    /** The type of a log's entries, which never leave the task that reads them. */
    public static <E> TypeInformation<LogEntry<E>> logEntries() {
        return RecordTypeInformation.of(LogEntry.class, null);
    }

    /** The type of a view's rows, where they travel without the other records of a view. */
    public static <A> TypeInformation<ViewRow<A>> rows(Pipeline<?, ?, A> pipeline) {
        return RecordTypeInformation.of(ViewRow.class, pipeline.accumulatorType());
    }
}
