package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Place;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where events come from: an ordered sequence of records per partition. */
public interface EventLog {
    /** How many partitions it has; they are numbered from 0. */
    int partitions();

    /** Everything that is in the log now. */
    LogRange untilNow();

    /** One record, as it came. */
    byte[] recordAt(Place place);

    /** What people call a partition: the topic or the file. */
    String sourceOf(int partition);

    /** Each record of {@code range}, decoded by the pipeline; the records of a partition come in their order. */
    <E> DataStream<LogEntry<E>> read(
            StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline, LogRange range);
}
