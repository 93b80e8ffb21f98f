package dev.parallax.shared.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.apache.parquet.io.LocalInputFile;

/**
 * Parquet files, whose columns may be compressed with zstd, snappy or gzip. A record is the object of its fields, without those that are null; see {@link
 * RecordJson} for their values. They are read from their end, so that a stream will not do.
 */
record ParquetFormat() implements RecordFormat {
    static final String NAME = "parquet";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLineByLine() {
        return false;
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) {
        throw new UnsupportedOperationException("Parquet is read from files, not from a stream.");
    }

    /** @throws IOException if it cannot be read, or is compressed as a whole, with a sentence */
    @Override
    public RecordReader open(Path file, long ingestTime) throws IOException {
        Compression whole = Compression.of(file.getFileName().toString());
        if (whole != Compression.NONE) {
            throw new IOException("The Parquet file " + file.getFileName()
                    + " is compressed as a whole; unpack it first: its columns are compressed already.");
        }
        return new ParquetReader(new LocalInputFile(file));
    }
}
