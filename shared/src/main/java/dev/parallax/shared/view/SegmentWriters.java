package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.model.ViewRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes records one behind the other into a segment, each with its length before it. */
final class SegmentEncoder<A> implements Encoder<ViewRecord<A>> {
    private final String generations;
    private final Class<A> accumulatorType;

    private transient Codec<StoredRecord<A>> codec;
    private transient DataOutputSerializer bytes;
    private transient long generation;
    private transient long sequence;

    SegmentEncoder(String generations, Class<A> accumulatorType) {
        this.generations = generations;
        this.accumulatorType = accumulatorType;
    }

    @Override
    public void encode(ViewRecord<A> record, OutputStream stream) throws IOException {
        if (codec == null) {
            codec = Codec.of(StoredRecord.class, accumulatorType);
            bytes = new DataOutputSerializer(256);
            generation = nextGeneration(Path.of(generations));
        }
        bytes.clear();
        bytes.skipBytesToWrite(Integer.BYTES);
        codec.write(new StoredRecord<>(generation, sequence++, record), bytes);
        bytes.writeIntUnsafe(bytes.length() - Integer.BYTES, 0);
        stream.write(bytes.getSharedBuffer(), 0, bytes.length());
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
}
