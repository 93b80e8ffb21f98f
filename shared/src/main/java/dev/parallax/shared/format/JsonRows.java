package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes {@linkplain NamedRow rows} as newline-delimited JSON in UTF-8: decimals as they are, half a surrogate pair escaped. */
public final class JsonRows implements Closeable {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final JsonGenerator json;

    /** @param out stays open */
    public JsonRows(OutputStream out) throws IOException {
        json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature());
        // The line ends with the row, so that no row waits for the next one.
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    public void write(Map<String, Object> row) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> value : row.entrySet()) {
            json.writeObjectField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
