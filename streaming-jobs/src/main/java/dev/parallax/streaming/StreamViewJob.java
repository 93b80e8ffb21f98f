package dev.parallax.streaming;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.job.ViewJobOptions;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.LogRange;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.view.ViewStore;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming assembly: the log, followed as it grows, becomes a view that is kept up to date. */
public final class StreamViewJob {
    private StreamViewJob() {}

    /** For {@code flink run}; see {@link ViewJobOptions} for the options. */
    public static void main(String[] arguments) throws Exception {
        ViewJobOptions options = ViewJobOptions.parse(arguments);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        if (options.parallelism() > 0) {
            environment.setParallelism(options.parallelism());
        }
        try (ViewStore views = ViewStore.at(options.views(), options.kafkaSettings())) {
            views.create(options.view(), environment.getParallelism());
            assemble(environment, options.pipeline(), options, views);
            environment.execute("stream view " + options.view());
        }
    }

    private static <E, F, A> void assemble(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            ViewJobOptions options,
            ViewStore views) {
        LogRange range = options.offsets() == null ? LogRange.everything() : LogRange.from(options.offsets());
        RollupSettings settings = options.batchEvery() == null
                ? RollupSettings.stream(
                        options.windows(),
                        options.log().partitions(),
                        options.maxAhead(),
                        options.outOfOrderness(),
                        options.allowedLateness(),
                        options.idleAfter(),
                        options.outputMode())
                : RollupSettings.speed(
                        options.windows(),
                        options.log().partitions(),
                        options.maxAhead(),
                        Epochs.every(options.batchEvery()));
        build(
                environment,
                pipeline,
                options.log(),
                range,
                settings,
                options.checkpointEvery(),
                views.sink(options.view(), pipeline));
    }

    /**
     * Adds the job to {@code environment}.
     *
     * @param range what is read of the log, unless a checkpoint says from where on; where it has an end, the job ends with it
     * @param settings must name a clock
     */
    public static <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            EventLog log,
            LogRange range,
            RollupSettings settings,
            Duration checkpointEvery,
            Sink<ViewRecord<A>> view) {
        environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        environment.enableCheckpointing(checkpointEvery.toMillis());
        new Transformation<>(pipeline, settings)
                .of(log.read(environment, pipeline, range))
                .sinkTo(view)
                .name("view")
                .uid("view");
    }
}
