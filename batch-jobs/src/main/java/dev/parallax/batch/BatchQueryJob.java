package dev.parallax.batch;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.query.QueryOutput;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The batch assembly for rows that leave for other programs: everything that a source holds, each row once. */
public final class BatchQueryJob {
    private BatchQueryJob() {}

    /** Adds the job to {@code environment}: {@code source} must end, {@code settings} be without a clock. */
    public static <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            EventSource source,
            RollupSettings settings,
            QueryOutput output) {
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        environment.configure(new Configuration().set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false));
        output.of(new Transformation<>(pipeline, settings.forSinks()).of(source.read(environment, pipeline)), pipeline);
    }
}
