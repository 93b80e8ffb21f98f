package dev.parallax.shared.log.folder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a checkpoint says of a watched folder, for people who look at it. */
public final class FolderCheckpoint {
    private FolderCheckpoint() {}

    /**
     * A file that the reader had.
     *
     * @param name of the file in the folder
     * @param bytes its size when it was found
     * @param firstOffset the offset of its first record in the log
     * @param records how many of its records had left
     * @param read whether nothing more of it will be read
     */
    public record Position(String name, long bytes, long firstOffset, long records, boolean read) {}

    /**
     * The files that are known.
     *
     * @param read those that were read to their end
     * @param out those that the reader was given and had not reported as read, in their order
     * @param nextOffset the offset behind the last record of the files that the reader had reported
     */
    public record Files(List<String> read, List<String> out, long nextOffset) {}

    /**
     * Reads what a reader keeps.
     *
     * @return the file at hand and those that come behind it; none if the folder had ended without one
     * @throws IOException if that is something else
     */
    public static List<Position> positions(int version, byte[] split) throws IOException {
        List<Position> positions = new ArrayList<>();
        for (FileSplit file = FolderSerializers.splits().deserialize(version, split);
                file != null;
                file = file.next()) {
            if (file.isFile()) {
                positions.add(new Position(
                        file.file().name(), file.file().size(), file.firstOffset(), file.emitted(), file.done()));
            }
        }
        return positions;
    }

    /**
     * Reads what is kept of the folder as a whole.
     *
     * @throws IOException if that is something else
     */
    public static Files files(int version, byte[] state) throws IOException {
        FolderState folder = FolderSerializers.states().deserialize(version, state);
        return new Files(names(folder.read()), names(folder.out()), folder.nextOffset());
    }

    private static List<String> names(List<WatchedFile> files) {
        return files.stream().map(WatchedFile::name).toList();
    }
}
