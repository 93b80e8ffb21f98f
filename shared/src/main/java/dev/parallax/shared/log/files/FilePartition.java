package dev.parallax.shared.log.files;

import dev.parallax.shared.log.VersionedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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
        return new VersionedState<>("the files that nobody reads yet", FilePartition::write, FilePartition::readAll);
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

    private static void write(List<FilePartition> files, DataOutput out) throws IOException {
        out.writeInt(files.size());
        for (FilePartition file : files) {
            write(file, out);
        }
    }

    private static List<FilePartition> readAll(DataInput in) throws IOException {
        int size = in.readInt();
        List<FilePartition> files = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            files.add(read(in));
        }
        return files;
    }
}
