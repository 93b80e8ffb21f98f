package dev.parallax.shared.log.folder;

import dev.parallax.shared.format.InputRecord;
import dev.parallax.shared.format.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The file that is being read. */
final class OpenFile implements Closeable {
    private final FolderSettings settings;
    private final Path path;
    private final CompleteLines lines;
    private RecordReader records;
    private long writtenAt;

    /**
     * Opens a file.
     *
     * @throws IOException if it is not there or cannot be read
     */
    OpenFile(FolderSettings settings, WatchedFile file) throws IOException {
        this.settings = settings;
        path = Path.of(settings.directory()).resolve(file.name());
        writtenAt = file.modified();
        lines = settings.follow() && !isCompressed(file.name()) ? new CompleteLines(path, writtenAt) : null;
        records = lines == null ? settings.format().open(path, writtenAt) : null;
    }

    /** A compressed file has no lines to see, and does not grow. */
    private static boolean isCompressed(String name) {
        return name.endsWith(".gz") || name.endsWith(".zst");
    }

    /**
     * The next record; null if there is none, for now where the file is followed.
     *
     * @throws IOException if nothing behind this place can be read
     */
    InputRecord next() throws IOException {
        if (lines != null) {
            lines.lookForMore();
            if (records == null && lines.isAtEnd() && lines.mayGrow()) {
                return null; // a header, perhaps, is yet to be written
            }
        }
        if (records == null) {
            records = settings.format().follow(lines, () -> writtenAt);
        }
        if (lines != null) {
            writtenAt = Math.max(writtenAt, lines.modified());
        }
        return records.next();
    }

    /** When the last record had been written, or somewhat later, in milliseconds since the epoch. */
    long writtenAt() {
        return writtenAt;
    }

    void growsNoMore() {
        if (lines != null) {
            lines.growsNoMore();
        }
    }

    boolean wasCutShort() throws IOException {
        return lines != null && lines.wasCutShort();
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
        } else {
            lines.close();
        }
    }
}
