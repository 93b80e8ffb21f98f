package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A topic, followed as it grows. */
public final class FollowedTopic implements EventSource {
    private static final String START = "kafka-start";

    private final KafkaLog log;
    private final List<Long> start;
    private final long maxRecordsPerTrigger;

    private FollowedTopic(KafkaLog log, List<Long> start, long maxRecordsPerTrigger) {
        this.log = log;
        this.start = start;
        this.maxRecordsPerTrigger = maxRecordsPerTrigger;
    }

    /**
     * The topic from a place on.
     *
     * @param maxRecordsPerTrigger no more records than that leave between two completed checkpoints, or {@link Allowance#UNLIMITED}; the partitions have
     *     equal parts of it
     * @param marks a directory of the job's own, in which is noted where it began: all its later runs began there too, whatever {@code start} is {@link
     *     KafkaStart.Latest now}; null if there are no later runs
     * @throws IllegalArgumentException if the place is none in this topic, with a sentence
     * @throws KafkaUnreachable if there is no such broker
     */
    public static FollowedTopic from(KafkaLog log, KafkaStart start, long maxRecordsPerTrigger, Path marks) {
        if (maxRecordsPerTrigger < 0) {
            throw new IllegalArgumentException("The number of records per trigger is 1 or more, or 0 for no limit, not "
                    + maxRecordsPerTrigger + ".");
        }
        try {
            List<Long> offsets = marks == null ? start.in(log) : noted(log, start, marks.resolve(START));
            return new FollowedTopic(log, offsets, maxRecordsPerTrigger);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Where the topic " + log.topic() + " is read from cannot be noted in " + marks + ": "
                            + FileProblem.reason(e) + ".",
                    e);
        }
    }

    private static List<Long> noted(KafkaLog log, KafkaStart start, Path note) throws IOException {
        try {
            List<String> lines = Files.readAllLines(note);
            if (lines.size() == 2 && lines.get(0).equals(log.topic())) {
                List<Long> offsets = new ArrayList<>(
                        Stream.of(lines.get(1).split(",")).map(Long::parseLong).toList());
                // A partition that was added since is read from its beginning.
                while (offsets.size() < log.partitions()) {
                    offsets.add(0L);
                }
                return offsets;
            }
        } catch (NoSuchFileException e) {
            // The first run.
        }
        List<Long> offsets = start.in(log);
        String all = String.join(",", offsets.stream().map(String::valueOf).toList());
        WholeFile.write(note, log.topic() + "\n" + all + "\n");
        return offsets;
    }

    @Override
    public int partitions() {
        return log.partitions();
    }

    /** @throws IllegalArgumentException if there are too few records per trigger for every reader to have one, with a sentence */
    @Override
    public <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        return environment
                .fromSource(
                        source(pipeline, environment.getParallelism()),
                        WatermarkStrategy.noWatermarks(),
                        "events of " + log.topic(),
                        Transformation.logEntries())
                .uid("events");
    }

    public KafkaLog log() {
        return log;
    }

    /**
     * As Flink reads it.
     *
     * @param parallelism of the source
     * @throws IllegalArgumentException as {@link #read} does
     */
    public <E> Source<LogEntry<E>, ?, ?> source(Pipeline<E, ?, ?> pipeline, int parallelism) {
        var source = log.source(pipeline, LogRange.from(start));
        if (maxRecordsPerTrigger == Allowance.UNLIMITED) {
            return source;
        }
        if (parallelism > 1 && maxRecordsPerTrigger < log.partitions()) {
            throw new IllegalArgumentException("The topic " + log.topic() + " has " + log.partitions()
                    + " partitions, and with fewer records per trigger than that (" + maxRecordsPerTrigger
                    + ") some would never be read: give more, or a parallelism of 1.");
        }
        return new LimitedSource<>(source, maxRecordsPerTrigger, log.partitions());
    }

    @Override
    public void requireFrom(Map<Integer, Long> nextOffsets) {
        List<Long> beginning = log.beginning();
        List<Long> end = log.untilNow().upTo();
        for (int partition = 0; partition < beginning.size(); partition++) {
            long next = nextOffsets.getOrDefault(partition, start.get(partition));
            String where = "The topic '" + log.topic() + "' is to be read on from offset " + next + " of partition "
                    + partition;
            if (next < beginning.get(partition)) {
                throw new IllegalArgumentException(where + ", but its records before " + beginning.get(partition)
                        + " are gone: begin anew with another --checkpoint, or go on from a later checkpoint.");
            }
            if (next > end.get(partition)) {
                throw new IllegalArgumentException(where + ", but ends at " + end.get(partition)
                        + ": it is not the topic that was read before. Begin anew with another --checkpoint.");
            }
        }
    }

    /** The last record that each partition has now, if it is one that the job is to read. */
    @Override
    public Goal now() {
        List<Long> behind = log.behindLastRecords();
        return nextOffsets -> isReached(behind, nextOffsets);
    }

    private boolean isReached(List<Long> behind, Map<Integer, Long> nextOffsets) {
        for (int partition = 0; partition < behind.size(); partition++) {
            if (nextOffsets.getOrDefault(partition, start.get(partition)) < behind.get(partition)) {
                return false;
            }
        }
        return true;
    }
}
