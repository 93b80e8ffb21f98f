package dev.parallax.shared.log.folder;

import dev.parallax.shared.log.VersionedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** How a folder's part of a checkpoint is written. */
final class FolderSerializers {
    private FolderSerializers() {}

    static SimpleVersionedSerializer<FileSplit> splits() {
        return new VersionedState<>("a file's position", FolderSerializers::write, FolderSerializers::readSplit);
    }

    static SimpleVersionedSerializer<FolderState> states() {
        return new VersionedState<>("a folder's state", FolderSerializers::write, FolderSerializers::readState);
    }

    private static void write(FileSplit split, DataOutput out) throws IOException {
        write(split.file(), out);
        out.writeLong(split.firstOffset());
        out.writeLong(split.emitted());
        out.writeLong(split.ingestTime());
        out.writeBoolean(split.done());
        out.writeBoolean(split.last());
        out.writeBoolean(split.next() != null);
        if (split.next() != null) {
            write(split.next(), out);
        }
    }

    private static FileSplit readSplit(DataInput in) throws IOException {
        return new FileSplit(
                readFile(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean() ? readSplit(in) : null);
    }

    private static void write(FolderState state, DataOutput out) throws IOException {
        VersionedState.writeAll(state.read(), FolderSerializers::write, out);
        VersionedState.writeAll(state.out(), FolderSerializers::write, out);
        out.writeLong(state.nextOffset());
        out.writeLong(state.ingestTime());
    }

    private static FolderState readState(DataInput in) throws IOException {
        return new FolderState(
                VersionedState.readAll(FolderSerializers::readFile, in),
                VersionedState.readAll(FolderSerializers::readFile, in),
                in.readLong(),
                in.readLong());
    }

    private static void write(WatchedFile file, DataOutput out) throws IOException {
        out.writeUTF(file.name());
        out.writeLong(file.size());
        out.writeLong(file.modified());
    }

    private static WatchedFile readFile(DataInput in) throws IOException {
        return new WatchedFile(in.readUTF(), in.readLong(), in.readLong());
    }
}
