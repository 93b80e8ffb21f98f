package dev.parallax.streaming;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.RollupSettings;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.query.QueryOutput;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The streaming assembly for rows that leave for other programs: any source, any sinks. A trigger is a checkpoint: what the source gave until then is
 * in the sinks when it is complete.
 */
public final class StreamQueryJob {
    private StreamQueryJob() {}

    /**
     * Adds the job to {@code environment}.
     *
     * @param triggerEvery time between two triggers
     */
    public static <E, F, A> void build(
            StreamExecutionEnvironment environment,
            Pipeline<E, F, A> pipeline,
            EventSource source,
            RollupSettings settings,
            Duration triggerEvery,
            QueryOutput output) {
        environment.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        environment.enableCheckpointing(triggerEvery.toMillis());
        output.of(new Transformation<>(pipeline, settings.forSinks()).of(source.read(environment, pipeline)), pipeline);
    }
}
