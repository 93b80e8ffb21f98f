package dev.parallax.shared.log.folder;

import dev.parallax.shared.format.RecordReader;
import dev.parallax.shared.logic.InputRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The file that is being read. */
final class OpenFile implements Closeable {
    private final CompleteLines lines;
    private final RecordReader records;
    private long writtenAt;

    /**
     * Opens a file.
     *
     * @throws IOException if it is not there, cannot be read, or does not begin as the format wants it
     */
    OpenFile(FolderSettings settings, WatchedFile file) throws IOException {
        Path path = Path.of(settings.directory()).resolve(file.name());
        writtenAt = file.modified();
        if (!settings.follow() || isCompressed(file.name())) {
            lines = null;
            records = settings.format().open(path, writtenAt);
            return;
        }
        lines = new CompleteLines(path, writtenAt);
        try {
            records = settings.format().follow(lines, () -> writtenAt);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
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
            records.growsNoMore();
        }
    }

    boolean wasCutShort() throws IOException {
        return lines != null && lines.wasCutShort();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
