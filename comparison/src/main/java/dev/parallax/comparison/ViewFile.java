package dev.parallax.comparison;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A view as newline-delimited JSON: one row a line, by key, then by window. */
public final class ViewFile {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private ViewFile() {}

    public static <A> void write(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows, Path file)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(pipeline, rows, out);
        }
    }

    /** Writes to {@code out}, which stays open. */
    public static <A> void write(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows, OutputStream out)
            throws IOException {
        List<RowKey> inOrder = rows.keySet().stream().sorted().toList();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            for (RowKey row : inOrder) {
                json.writeStartObject();
                for (Map.Entry<String, Object> value : NamedRow.of(
                                pipeline, row.key(), row.window(), rows.get(row).accumulator())
                        .entrySet()) {
                    json.writeObjectField(value.getKey(), value.getValue());
                }
                json.writeEndObject();
            }
            if (!inOrder.isEmpty()) {
                json.writeRaw('\n');
            }
        }
    }
}
