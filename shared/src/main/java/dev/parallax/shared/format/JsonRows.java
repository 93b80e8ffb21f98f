package dev.parallax.shared.format;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes {@linkplain NamedRow rows} as newline-delimited JSON, each as {@link RowJson} has it. */
public final class JsonRows implements Closeable {
    private final OutputStream out;

    /** @param out stays open */
    public JsonRows(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    public void write(Map<String, Object> row) throws IOException {
        out.write(RowJson.utf8(row));
        out.write('\n');
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
