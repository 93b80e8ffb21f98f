package dev.parallax.shared.log.files;

import dev.parallax.shared.log.VersionedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A file of the log and how far it was read.
 *
 * @param number the partition that it is
 * @param file its path
 * @param emitted how many of its records have left
 * @param done whether those were all
 */
record FilePartition(int number, String file, long emitted, boolean done) implements SourceSplit {
    /** Tells this form from those of other sources. */
    private static final String FORM = "file";

    static SimpleVersionedSerializer<FilePartition> position() {
        return new VersionedState<>("a file's position", FilePartition::write, FilePartition::read);
    }

    static SimpleVersionedSerializer<List<FilePartition>> positions() {
        return new VersionedState<>(
                "the files that nobody reads yet",
                (files, out) -> VersionedState.writeAll(files, FilePartition::write, out),
                in -> VersionedState.readAll(FilePartition::read, in));
    }

    @Override
    public String splitId() {
        return Integer.toString(number);
    }

    private static void write(FilePartition file, DataOutput out) throws IOException {
        out.writeUTF(FORM);
        out.writeInt(file.number);
        out.writeUTF(file.file);
        out.writeLong(file.emitted);
        out.writeBoolean(file.done);
    }

    private static FilePartition read(DataInput in) throws IOException {
        if (!in.readUTF().equals(FORM)) {
            throw new IOException("The checkpoint holds something else than a file's position.");
        }
        return new FilePartition(in.readInt(), in.readUTF(), in.readLong(), in.readBoolean());
    }
}
