package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A log from its beginning to where it ends now, as a source: whoever reads it ends with it.
 *
 * @param log the log
 */
public record WholeLog(EventLog log) implements EventSource {
    @Override
    public int partitions() {
        return log.partitions();
    }

    @Override
    public <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        return log.read(environment, pipeline, log.untilNow());
    }

    /** Never reached before the job ends by itself. */
    @Override
    public Goal now() {
        return nextOffsets -> false;
    }
}
