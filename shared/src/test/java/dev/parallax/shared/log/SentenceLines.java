package dev.parallax.shared.log;

import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.format.RecordReader;
import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Each line is a record as the pipeline has it. */
public record SentenceLines(boolean isLineByLine) implements RecordFormat {
    public static final SentenceLines FORMAT = new SentenceLines(true);

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) {
        Lines lines = new Lines(in);
        return new RecordReader() {
            @Override
            public InputRecord next() throws IOException {
                byte[] line = lines.next();
                if (line != null && new String(line, java.nio.charset.StandardCharsets.UTF_8).equals("BROKEN")) {
                    throw new IOException("it is broken here");
                }
                return line == null ? null : InputRecord.of(line, line);
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    @Override
    public RecordReader follow(InputStream in, LongSupplier ingestTime) {
        return open(in, ingestTime);
    }
}
