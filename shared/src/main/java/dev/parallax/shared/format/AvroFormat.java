package dev.parallax.shared.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Object container files of Avro. A record is the object of its fields, without those that are null; see {@link RecordJson} for their values. */
record AvroFormat() implements RecordFormat {
    static final String NAME = "avro";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLineByLine() {
        return false;
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) throws IOException {
        return new AvroReader(in);
    }
}
