package dev.parallax.shared.query;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Writes a line for each record. */
final class LineWriter<T> implements BulkWriter<T> {
    private final OutputStream file;
    private final Line<T> line;

    /** The line for a record, without its end. */
    interface Line<T> extends Serializable {
        byte[] of(T record);
    }

    /** @param file stays open */
    LineWriter(OutputStream file, Line<T> line) {
        this.file = new BufferedOutputStream(file);
        this.line = line;
    }

    @Override
    public void addElement(T record) throws IOException {
        file.write(line.of(record));
        file.write('\n');
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void finish() throws IOException {
        flush();
    }
}
