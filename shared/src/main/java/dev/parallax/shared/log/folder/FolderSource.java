package dev.parallax.shared.log.folder;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A folder as Flink reads it. Of the source's subtasks one reads and the others rest, so that it can have the parallelism of what it is chained to.
 *
 * @param bounded whether it ends with the files that are there at the start
 * @param archive whether it says that it ends, because something else comes behind it
 * @param mark null if nobody asks when those have been read
 */
record FolderSource<E>(
        Pipeline<E, ?, ?> pipeline, FolderSettings settings, boolean bounded, boolean archive, ReadMark mark)
        implements Source<LogEntry<E>, FileSplit, FolderState> {
    @Override
    public Boundedness getBoundedness() {
        return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<LogEntry<E>, FileSplit> createReader(SourceReaderContext context) {
        return new FolderReader<>(context, pipeline, settings, bounded, archive);
    }

    @Override
    public SplitEnumerator<FileSplit, FolderState> createEnumerator(SplitEnumeratorContext<FileSplit> context) {
        return restoreEnumerator(context, FolderState.NOTHING_READ);
    }

    @Override
    public SplitEnumerator<FileSplit, FolderState> restoreEnumerator(
            SplitEnumeratorContext<FileSplit> context, FolderState state) {
        return new FolderEnumerator(context, settings, bounded, mark, state);
    }

    @Override
    public SimpleVersionedSerializer<FileSplit> getSplitSerializer() {
        return FolderSerializers.splits();
    }

    @Override
    public SimpleVersionedSerializer<FolderState> getEnumeratorCheckpointSerializer() {
        return FolderSerializers.states();
    }
}
