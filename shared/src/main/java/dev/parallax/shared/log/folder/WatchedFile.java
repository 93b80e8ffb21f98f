package dev.parallax.shared.log.folder;

import java.util.Comparator;

/**
 * A file of the folder as it was found.
 *
 * @param size in bytes
 * @param modified in milliseconds since the epoch
 */
record WatchedFile(String name, long size, long modified) implements Comparable<WatchedFile> {
    private static final Comparator<WatchedFile> ORDER =
            Comparator.comparingLong(WatchedFile::modified).thenComparing(WatchedFile::name);

    /** The order in which files are read. */
    @Override
    public int compareTo(WatchedFile other) {
        return ORDER.compare(this, other);
    }
}
