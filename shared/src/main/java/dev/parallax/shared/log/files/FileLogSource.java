package dev.parallax.shared.log.files;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.IngestTime;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The files of a log as Flink reads them. Flink's own source of files reads one after the other: the clocks of those that come later would be silent
 * until then, and the windows of all before them stay open. Here they are read side by side.
 *
 * @param files their paths; their places are the numbers of the partitions
 */
record FileLogSource<E>(Pipeline<E, ?, ?> pipeline, List<String> files, IngestTime ingestTime)
        implements Source<LogEntry<E>, FilePartition, List<FilePartition>> {
    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<LogEntry<E>, FilePartition> createReader(SourceReaderContext context) {
        return new FileLogReader<>(pipeline, ingestTime);
    }

    @Override
    public SplitEnumerator<FilePartition, List<FilePartition>> createEnumerator(
            SplitEnumeratorContext<FilePartition> context) {
        List<FilePartition> all = IntStream.range(0, files.size())
                .mapToObj(number -> new FilePartition(number, files.get(number), 0, false))
                .toList();
        return new FileLogEnumerator(context, all);
    }

    @Override
    public SplitEnumerator<FilePartition, List<FilePartition>> restoreEnumerator(
            SplitEnumeratorContext<FilePartition> context, List<FilePartition> waiting) {
        return new FileLogEnumerator(context, waiting);
    }

    @Override
    public SimpleVersionedSerializer<FilePartition> getSplitSerializer() {
        return FilePartition.position();
    }

    @Override
    public SimpleVersionedSerializer<List<FilePartition>> getEnumeratorCheckpointSerializer() {
        return FilePartition.positions();
    }
}
