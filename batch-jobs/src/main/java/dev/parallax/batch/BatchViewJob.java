package dev.parallax.batch;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.job.ViewJobOptions;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.view.ViewStore;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The batch assembly: a bounded stretch of the log, from its beginning, becomes a view with one row per key and window. */
public final class BatchViewJob {
    private BatchViewJob() {}

    /** For {@code flink run}; see {@link ViewJobOptions} for the options. */
    public static void main(String[] arguments) throws Exception {
        ViewJobOptions options = ViewJobOptions.parse(arguments);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        if (options.parallelism() > 0) {
            environment.setParallelism(options.parallelism());
        }
        LogRange range = options.offsets() == null ? options.log().untilNow() : LogRange.upTo(options.offsets());
        try (ViewStore views = ViewStore.at(options.views(), options.kafkaSettings())) {
            views.create(options.view(), environment.getParallelism());
            assemble(environment, options.pipeline(), options, range, views);
            environment.execute("batch view " + options.view());
        }
    }

    private static <E, F, A> void assemble(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            ViewJobOptions options,
            LogRange range,
            ViewStore views) {
        RollupSettings settings =
                RollupSettings.batch(options.windows(), options.log().partitions(), options.maxAhead());
        build(environment, pipeline, options.log(), range, settings, views.sink(options.view(), pipeline));
    }

    /** Adds the job to {@code environment}: {@code range} must be bounded, {@code settings} without a clock. */
    public static <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            EventLog log,
            LogRange range,
            RollupSettings settings,
            Sink<ViewRecord<A>> view) {
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        // A view has as many writers as it was made for, whatever the scheduler thinks of the data's size.
        environment.configure(new Configuration().set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false));
        new Transformation<>(pipeline, settings)
                .of(log.read(environment, pipeline, range))
                .sinkTo(view)
                .name("view")
                .uid("view");
    }
}
