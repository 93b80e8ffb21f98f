package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes {@linkplain NamedRow rows} as newline-delimited JSON, each as {@link RowJson} has it. */
public final class JsonRows implements Closeable {
    private final JsonGenerator out;
    private final SequenceWriter rows;

    /** @param out stays open */
    public JsonRows(OutputStream out) throws IOException {
        this.out = RowJson.generator(out);
        this.rows = RowJson.rows(this.out);
    }

    public void write(Map<String, Object> row) throws IOException {
        try {
            rows.write(row);
        } catch (JsonProcessingException e) {
            throw RowJson.unwritable(e);
        }
        out.writeRaw('\n');
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
