package dev.parallax.shared.log.files;

import java.io.IOException;
import java.util.List;

/** What a checkpoint says of the files of a log, for people who look at it. */
public final class FileLogCheckpoint {
    private FileLogCheckpoint() {}

    /**
     * How far a file was read.
     *
     * @param partition which one it is
     * @param file its path
     * @param records how many of its records had left
     * @param read whether those were all
     */
    public record Position(int partition, String file, long records, boolean read) {
        private static Position of(FilePartition file) {
            return new Position(file.number(), file.file(), file.emitted(), file.done());
        }
    }

    /**
     * Reads where a reader stands in one of its files.
     *
     * @throws IOException if that is something else
     */
    public static Position position(int version, byte[] split) throws IOException {
        return Position.of(FilePartition.position().deserialize(version, split));
    }

    /**
     * Reads which files no reader has yet.
     *
     * @throws IOException if that is something else
     */
    public static List<Position> waiting(int version, byte[] state) throws IOException {
        return FilePartition.positions().deserialize(version, state).stream()
                .map(Position::of)
                .toList();
    }
}
