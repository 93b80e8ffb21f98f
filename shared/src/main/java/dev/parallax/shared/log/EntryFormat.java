package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;

/**
 * Lets Flink read the partitions of a {@link FileLog}. A restored reader reads its file again from the beginning and skips what it had: an entry's
 * offset and derived ingest time depend on all lines before it.
 */
final class EntryFormat<E> implements BulkFormat<LogEntry<E>, FileSourceSplit> {
    private static final int BATCH = 500;

    private final Pipeline<E, ?, ?> pipeline;
    private final List<String> partitions;
    private final IngestTime ingestTime;

    EntryFormat(Pipeline<E, ?, ?> pipeline, List<String> partitions, IngestTime ingestTime) {
        this.pipeline = pipeline;
        this.partitions = new ArrayList<>(partitions);
        this.ingestTime = ingestTime;
    }

    @Override
    public Reader<LogEntry<E>> createReader(Configuration config, FileSourceSplit split) throws IOException {
        FileEntries<E> entries = new FileEntries<>(
                pipeline,
                split.path().getName(),
                partitions.indexOf(split.path().toString()),
                ingestTime,
                split.path().getFileSystem().open(split.path()));
        return new EntryReader<>(entries);
    }

    @Override
    public Reader<LogEntry<E>> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
        Reader<LogEntry<E>> reader = createReader(config, split);
        long skip = split.getReaderPosition()
                .map(CheckpointedPosition::getRecordsAfterOffset)
                .orElse(0L);
        ((EntryReader<E>) reader).skip(skip);
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<LogEntry<E>> getProducedType() {
        return Transformation.logEntries();
    }

    private static final class EntryReader<E> implements Reader<LogEntry<E>> {
        private final FileEntries<E> entries;
        private long read;

        private EntryReader(FileEntries<E> entries) {
            this.entries = entries;
        }

        private void skip(long records) {
            while (read < records && entries.hasNext()) {
                entries.next();
                read++;
            }
        }

        @Override
        public RecordIterator<LogEntry<E>> readBatch() throws IOException {
            List<LogEntry<E>> batch = new ArrayList<>(BATCH);
            try {
                while (batch.size() < BATCH && entries.hasNext()) {
                    batch.add(entries.next());
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            if (batch.isEmpty()) {
                return null;
            }
            RecordIterator<LogEntry<E>> records =
                    new IteratorResultIterator<>(batch.iterator(), CheckpointedPosition.NO_OFFSET, read);
            read += batch.size();
            return records;
        }

        @Override
        public void close() throws IOException {
            entries.close();
        }
    }
}
