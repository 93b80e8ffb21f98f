package dev.parallax.shared.format;

import dev.parallax.shared.logic.EventShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** How files and streams hold records. */
public interface RecordFormat extends Serializable {
    /**
     * The format of that name: {@code json}, {@code text}, {@code csv}, {@code avro} or {@code parquet}.
     *
     * @param shape where the pipeline that will decode its records looks for values
     * @throws IllegalArgumentException if there is none of that name, or if the pipeline can make nothing of it, with a sentence
     */
    static RecordFormat named(String name, EventShape shape) {
        return Formats.named(name, shape);
    }

    /** How the command line calls it. */
    String name();

    /** Whether each record ends with a line, so that a growing file can be followed and a stream of lines be read. */
    boolean isLineByLine();

    /**
     * Reads from the beginning of a file or stream, as it is once {@linkplain Compression decompressed}. What stands at its end is taken for whole,
     * also where the end of its line is missing.
     *
     * @param in closed with the reader
     * @param ingestTime asked for each record that has no time of its own: when it was taken in, in milliseconds since the epoch
     * @throws UnsupportedOperationException if the format can only be read from {@linkplain #open(Path, long) a file}
     */
    RecordReader open(InputStream in, LongSupplier ingestTime) throws IOException;

    /** The same, where all was taken in at the same time: when the file was written, for example. */
    default RecordReader open(InputStream in, long ingestTime) throws IOException {
        return open(in, () -> ingestTime);
    }

    /**
     * Reads a file, decompressing it if its name says that it is compressed.
     *
     * @param ingestTime when the file was written, in milliseconds since the epoch
     */
    default RecordReader open(Path file, long ingestTime) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return open(Compression.of(file.getFileName().toString()).decompress(in), ingestTime);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Reads a stream that may grow: a record at its end without the end of its line is kept back until that is there.
     *
     * @param in whose end is not for good
     * @throws UnsupportedOperationException if the format {@linkplain #isLineByLine() does not go line by line}
     */
    default RecordReader follow(InputStream in, LongSupplier ingestTime) throws IOException {
        throw new UnsupportedOperationException(
                "A file of the format '" + name() + "' cannot be followed while it grows.");
    }
}
