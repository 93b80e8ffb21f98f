package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where a stream's events come from, without end. */
public interface EventSource {
    /** How many partitions it has, each an ordered sequence; they are numbered from 0. */
    int partitions();

    /** Each record from the start on, decoded by the pipeline; the records of a partition come in their order. */
    <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline);

    /**
     * What is there now, as a place that a job can reach.
     *
     * @throws UnsupportedOperationException if the source cannot say, with a sentence
     */
    Goal now();

    /** A place in a source. */
    @FunctionalInterface
    interface Goal {
        /** @param nextOffsets by partition, the first offset that the job has not read; none of a partition of which it has read nothing */
        boolean isReached(Map<Integer, Long> nextOffsets);
    }
}
