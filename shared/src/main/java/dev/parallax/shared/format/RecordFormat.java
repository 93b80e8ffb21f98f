package dev.parallax.shared.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** How files and streams hold records. */
public interface RecordFormat extends Serializable {
    /** How the command line calls it. */
    String name();

    /** Whether each record ends with a line, so that a growing file can be followed and a stream of lines be read. */
    boolean isLineByLine();

    /**
     * Reads from the beginning of a file or stream.
     *
     * @param in closed with the reader
     * @param ingestTime when the file was written, in milliseconds since the epoch: the time of records that have none of their own
     */
    RecordReader open(InputStream in, long ingestTime) throws IOException;
}
