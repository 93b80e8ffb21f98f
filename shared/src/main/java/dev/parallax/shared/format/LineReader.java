package dev.parallax.shared.format;

import dev.parallax.shared.log.Lines;
import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.util.function.Function;

/** A record in each line. */
record LineReader(Lines lines, Function<byte[], InputRecord> record) implements RecordReader {
    @Override
    public InputRecord next() throws IOException {
        byte[] line = lines.next();
        return line == null ? null : record.apply(line);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
