package dev.parallax.shared.log.folder;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A file that is handed to the reader, and in a checkpoint how far the reader has come. The reader keeps the last file when it is done, so that the
 * offset and the ingest time that it had reached are not lost.
 *
 * @param firstOffset the offset of the file's first record in the log
 * @param emitted how many of its records have left
 * @param ingestTime the greatest ingest time so far, of files before it as well; {@link Long#MIN_VALUE} if there is none
 * @param done whether nothing more of it will be read
 * @param last whether the log ends with it
 * @param next the file to go on with, once this one has been read to its end, with its own next one; null if there is none yet
 */
record FileSplit(
        WatchedFile file, long firstOffset, long emitted, long ingestTime, boolean done, boolean last, FileSplit next)
        implements SourceSplit {
    static FileSplit of(WatchedFile file, long firstOffset, long ingestTime, boolean last) {
        return new FileSplit(file, firstOffset, 0, ingestTime, false, last, null);
    }

    /** No file, but word that the log ends here. */
    static FileSplit end(long firstOffset, long ingestTime) {
        return new FileSplit(new WatchedFile("", 0, 0), firstOffset, 0, ingestTime, true, true, null);
    }

    boolean isFile() {
        return !file.name().isEmpty();
    }

    long nextOffset() {
        return firstOffset + emitted;
    }

    FileSplit emitted(long time) {
        return new FileSplit(file, firstOffset, emitted + 1, time, done, last, next);
    }

    FileSplit finished() {
        return new FileSplit(file, firstOffset, emitted, ingestTime, true, last, next);
    }

    FileSplit then(FileSplit after) {
        return new FileSplit(
                file, firstOffset, emitted, ingestTime, done, last, next == null ? after : next.then(after));
    }

    /** The next file's, from its beginning. */
    FileSplit begunNext() {
        return new FileSplit(
                next.file,
                Math.max(next.firstOffset, nextOffset()),
                next.emitted,
                Math.max(next.ingestTime, ingestTime),
                next.done,
                next.last,
                next.next);
    }

    @Override
    public String splitId() {
        return file.name();
    }
}
