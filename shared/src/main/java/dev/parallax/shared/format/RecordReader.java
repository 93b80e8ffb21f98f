package dev.parallax.shared.format;

import java.io.Closeable;
import java.io.IOException;

/** The records of one file or stream, in their order. */
public interface RecordReader extends Closeable {
    /**
     * The next record; null if there is none. Where the format {@linkplain RecordFormat#isLineByLine() goes line by line}, it may be asked again when
     * the file has grown.
     *
     * @throws IOException if nothing behind this place can be read, with a sentence
     */
    InputRecord next() throws IOException;

    /**
     * What is read from here on was taken in later than what {@link RecordFormat#open} was told: a file has grown, or lines come from a socket. A format
     * whose records have no time of their own gives them this one; others need not know.
     *
     * @param ingestTime in milliseconds since the epoch
     */
    default void takenInAt(long ingestTime) {}
}
