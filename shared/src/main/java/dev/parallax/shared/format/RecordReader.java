package dev.parallax.shared.format;

import dev.parallax.shared.logic.InputRecord;
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

    /** What is {@linkplain RecordFormat#follow followed} has an end now: what was kept back there, because the rest might come, is to be handed out. */
    default void growsNoMore() {}
}
