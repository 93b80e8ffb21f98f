package dev.parallax.shared.format;

import dev.parallax.shared.log.Lines;
import dev.parallax.shared.logic.InputRecord;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** A JSON object in each line. Whether it is one is left to the pipeline, which reads the bytes as they are. */
record JsonFormat() implements RecordFormat {
    static final String NAME = "json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLineByLine() {
        return true;
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) {
        return new LineReader(new Lines(in), line -> InputRecord.of(line, line));
    }

    @Override
    public RecordReader follow(InputStream in, LongSupplier ingestTime) {
        return open(new WholeLines(in), ingestTime);
    }
}
