package dev.parallax.shared.log.folder;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.log.FollowedTopic;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The files of a folder that are there when the job starts, and then a topic from a place on. The topic's partitions keep their numbers, and the folder is
 * the partition behind the last of them.
 *
 * <p>Both are read exactly once, as {@link FolderLog} and {@link FollowedTopic} are; whether an event is in both, or in neither, is decided by the place
 * from which the topic is read. While the folder is read its clock alone closes windows, behind its end it counts no more. An event of the topic for a
 * window that the folder's clock had closed is not counted, and goes to the late contributions as one that its own partition's clock would have let in:
 * where that may happen, a longer out-of-orderness helps.
 */
public final class ArchiveThenTopic implements EventSource {
    private static final String TOKEN = "archive";

    private final FolderSettings folder;
    private final FollowedTopic topic;
    private final ReadMark mark;

    /**
     * @param folder nothing of it is followed
     * @param topic what comes behind it
     * @param marks as in {@link FolderLog#marking}, but of this job alone; null if one does not ask what is there {@linkplain #now() now}
     */
    public ArchiveThenTopic(FolderSettings folder, FollowedTopic topic, Path marks) {
        this.folder = folder.following(false).asPartition(topic.partitions());
        this.topic = topic;
        this.mark = marks == null ? null : new ReadMark(marks.toAbsolutePath().toString(), TOKEN);
    }

    @Override
    public int partitions() {
        return topic.partitions() + 1;
    }

    @Override
    public boolean isArchiveFirst() {
        return true;
    }

    @Override
    public <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        HybridSource<LogEntry<E>> both = HybridSource.<LogEntry<E>, FolderEnumerator>builder(
                        new FolderSource<>(pipeline, folder, true, true, mark))
                .addSource(topic.source(pipeline, environment.getParallelism()))
                .build();
        return environment
                .fromSource(
                        both,
                        WatermarkStrategy.noWatermarks(),
                        "events of the files in " + folder.directory() + ", then of "
                                + topic.log().topic(),
                        Transformation.logEntries())
                .uid("events");
    }

    @Override
    public void requireFrom(Map<Integer, Long> nextOffsets) {
        topic.requireFrom(nextOffsets);
    }

    /**
     * The whole folder, and what the topic has now.
     *
     * @throws UnsupportedOperationException if the job leaves no word of what it has read
     */
    @Override
    public Goal now() {
        if (mark == null) {
            throw new UnsupportedOperationException("What a job has read of the directory " + folder.directory()
                    + " is only known with a directory for its marks.");
        }
        Goal ofTopic = topic.now();
        return nextOffsets -> {
            OptionalLong upTo = mark.read();
            return upTo.isPresent()
                    && nextOffsets.getOrDefault(folder.partition(), 0L) >= upTo.getAsLong()
                    && ofTopic.isReached(nextOffsets);
        };
    }
}
