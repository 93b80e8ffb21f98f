package dev.parallax.shared.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How a source's part of a checkpoint is written. It is read to its last byte or not at all.
 *
 * @param what it is, as a sentence calls it
 */
public record VersionedState<T>(String what, Writer<T> writer, Reader<T> reader)
        implements SimpleVersionedSerializer<T> {
    private static final int VERSION = 1;

    /** Writes one. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads one. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    /** Writes how many there are, and each of them. */
    public static <T> void writeAll(List<T> values, Writer<T> writer, DataOutput out) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(value, out);
        }
    }

    /** Reads what {@link #writeAll} wrote. */
    public static <T> List<T> readAll(Reader<T> reader, DataInput in) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        writer.write(value, out);
        return out.getCopyOfBuffer();
    }

    /** @throws IOException if that is something else, or of another version, with a sentence */
    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("The checkpoint holds " + what + " in version " + version
                    + ", which this program cannot read: it knows version " + VERSION + ".");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = reader.read(in);
        if (in.available() > 0) {
            throw new IOException("The checkpoint holds " + what + " with more behind its end: it is corrupt.");
        }
        return value;
    }
}
