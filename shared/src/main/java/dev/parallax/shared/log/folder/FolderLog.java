package dev.parallax.shared.log.folder;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.log.EventSource;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A watched folder as a log of one partition: every file of a directory as it appears, by the time at which it was written and then by name, one after
 * the other. So no record is late because two files were read out of order. An offset counts the records of all files.
 *
 * <p><b>Which files.</b> Those of the directory itself: subdirectories are not entered. A name that begins with {@code .} or {@code _} or ends in {@code
 * .tmp} is that of a half-written file, which is to be renamed when it is complete. A file is read once: when one is replaced under its name, or grows
 * after it was read, that is logged and counted in the metric {@code filesReplaced}, and it is not read again. (Without cleaning, each name that was read
 * is kept in the checkpoint for that.)
 *
 * <p><b>Ingest time</b> is when the file was last written, or what a field of the event says; an ingest time that would go back stays where it was.
 *
 * <p><b>Following.</b> The last file is followed: a line is read when it has its end. When there is a newer file, the older one is read to its end first,
 * a last line without its end included. Compressed files ({@code .gz}, {@code .zst}) are read whole.
 *
 * <p><b>What goes wrong</b> with a file becomes a dead letter, without bytes, in the place of the records that are missing. When the directory cannot be
 * read, the job fails with a sentence.
 *
 * <p><b>Failures.</b> A checkpoint holds the files that were read and how many records of the present one have left; that one is opened again and those are
 * skipped. Each record is handed out exactly once, as far as files are not changed.
 */
public final class FolderLog implements EventSource {
    private final FolderSettings settings;
    private final ReadMark mark;

    private FolderLog(FolderSettings settings, ReadMark mark) {
        this.settings = settings;
        this.mark = mark;
    }

    /** A folder about which one does not ask what is there {@linkplain #now() now}. */
    public static FolderLog of(FolderSettings settings) {
        return new FolderLog(settings, null);
    }

    /** @param marks a directory that client and job manager see, in which the job leaves word of what it has read; it need not exist yet */
    public static FolderLog marking(FolderSettings settings, Path marks) {
        return new FolderLog(
                settings,
                new ReadMark(
                        marks.toAbsolutePath().toString(), UUID.randomUUID().toString()));
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        return read(environment, new FolderSource<>(pipeline, settings, false, false, mark));
    }

    /** The files that are there when the job starts, and then the end. Nothing is followed. */
    public <E> DataStream<LogEntry<E>> readWhatIsThere(
            StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
        return read(environment, new FolderSource<>(pipeline, settings.following(false), true, false, mark));
    }

    /** The same as a source that ends by itself. */
    public EventSource whatIsThere() {
        return new EventSource() {
            @Override
            public int partitions() {
                return FolderLog.this.partitions();
            }

            @Override
            public <E> DataStream<LogEntry<E>> read(
                    StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline) {
                return readWhatIsThere(environment, pipeline);
            }

            @Override
            public Goal now() {
                return nextOffsets -> false;
            }
        };
    }

    private static <E> DataStream<LogEntry<E>> read(StreamExecutionEnvironment environment, FolderSource<E> source) {
        return environment
                .fromSource(
                        source,
                        WatermarkStrategy.noWatermarks(),
                        "events of the files in " + source.settings().directory(),
                        Transformation.logEntries())
                .uid("events");
    }

    /**
     * The files that are there when the job starts, or goes on after a failure. To be called before the job is started: it forgets what a job started
     * before has said.
     *
     * @throws UnsupportedOperationException if the job leaves no word of what it has read
     */
    @Override
    public Goal now() {
        if (mark == null) {
            throw new UnsupportedOperationException("What a job has read of the directory " + settings.directory()
                    + " is only known with a directory for its marks.");
        }
        mark.remove();
        return nextOffsets -> {
            OptionalLong upTo = mark.read();
            return upTo.isPresent() && nextOffsets.getOrDefault(settings.partition(), 0L) >= upTo.getAsLong();
        };
    }
}
