package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.model.ViewRecord;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes records one behind the other into the segments of one subtask, each with its length before it. */
final class SegmentWriters<A> implements BulkWriter.Factory<ViewRecord<A>> {
    /** So many bytes are written at once: the file would be told of each record by itself. */
    private static final int BLOCK = 1 << 16;

    private final String generations;
    private final Class<A> accumulatorType;

    private transient Codec<StoredRecord<A>> codec;
    private transient long generation;
    private transient long sequence;

    SegmentWriters(String generations, Class<A> accumulatorType) {
        this.generations = generations;
        this.accumulatorType = accumulatorType;
    }

    @Override
    public BulkWriter<ViewRecord<A>> create(FSDataOutputStream segment) throws IOException {
        if (codec == null) {
            codec = Codec.of(StoredRecord.class, accumulatorType);
            generation = nextGeneration(Path.of(generations));
        }
        return new SegmentWriter(segment);
    }

    /** The first number for which no file is there yet: that a file is new is decided atomically. */
    private static long nextGeneration(Path directory) throws IOException {
        for (long generation = 1; ; generation++) {
            try {
                Files.createFile(directory.resolve(Long.toString(generation)));
                return generation;
            } catch (FileAlreadyExistsException taken) {
                // the next one, then
            }
        }
    }

    private final class SegmentWriter implements BulkWriter<ViewRecord<A>> {
        private final FSDataOutputStream segment;
        private final DataOutputSerializer block = new DataOutputSerializer(BLOCK);

        private SegmentWriter(FSDataOutputStream segment) {
            this.segment = segment;
        }

        @Override
        public void addElement(ViewRecord<A> record) throws IOException {
            int start = block.length();
            block.writeInt(0); // its length, which is not known yet
            codec.write(new StoredRecord<>(generation, sequence++, record), block);
            block.writeIntUnsafe(block.length() - start - Integer.BYTES, start);
            if (block.length() >= BLOCK) {
                flush();
            }
        }

        @Override
        public void flush() throws IOException {
            segment.write(block.getSharedBuffer(), 0, block.length());
            block.clear();
        }

        @Override
        public void finish() throws IOException {
            flush();
        }
    }
}
