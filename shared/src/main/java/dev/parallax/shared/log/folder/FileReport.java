package dev.parallax.shared.log.folder;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * The reader says that it has handed out everything of a file that there is for now, and would go on with the next. It says so after the file's last record
 * has left: a barrier that comes later stands behind that record.
 *
 * @param file the file's name; null if the reader has no file at all
 * @param nextOffset the offset of the next record
 * @param ingestTime as in {@link FileSplit}
 * @param done whether nothing more of the file will be read, otherwise it is followed until there is a next one
 * @param last whether the reader takes no other file
 */
record FileReport(String file, long nextOffset, long ingestTime, boolean done, boolean last) implements SourceEvent {
    static FileReport ofNone() {
        return new FileReport(null, 0, Long.MIN_VALUE, true, false);
    }

    static FileReport of(FileSplit split) {
        return new FileReport(split.file().name(), split.nextOffset(), split.ingestTime(), split.done(), split.last());
    }
}
