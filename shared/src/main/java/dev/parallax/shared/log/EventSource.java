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

    /** Whether the last partition is an archive, which is read to its end before the others are begun; the rollup's settings must say so too. */
    default boolean isArchiveFirst() {
        return false;
    }

    /** Each record from the start on, decoded by the pipeline; the records of a partition come in their order. */
    <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline);

    /**
     * What is there now, as a place that a job can reach.
     *
     * @throws UnsupportedOperationException if the source cannot say, with a sentence
     */
    Goal now();

    /**
     * Makes sure that a job can go on where an earlier one stopped.
     *
     * @param nextOffsets by partition, the first offset that has not been read
     * @throws IllegalArgumentException if what comes there is gone, with a sentence; a source that cannot know does not say so
     */
    default void requireFrom(Map<Integer, Long> nextOffsets) {}

    /** A place in a source. */
    @FunctionalInterface
    interface Goal {
        /** @param nextOffsets by partition, the first offset that the job has not read; none of a partition of which it has read nothing */
        boolean isReached(Map<Integer, Long> nextOffsets);
    }
}
