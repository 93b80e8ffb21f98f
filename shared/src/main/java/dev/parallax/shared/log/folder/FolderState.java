package dev.parallax.shared.log.folder;

import java.util.List;

/**
 * What a checkpoint keeps of a folder.
 *
 * @param read the files that were read to their end, as they were when they were found
 * @param out those that the reader has and is not done with, in their order
 * @param nextOffset the offset behind the last record of the files reported so far
 * @param ingestTime as in {@link FileSplit}
 */
record FolderState(List<WatchedFile> read, List<WatchedFile> out, long nextOffset, long ingestTime) {
    static final FolderState NOTHING_READ = new FolderState(List.of(), List.of(), 0, Long.MIN_VALUE);
}
