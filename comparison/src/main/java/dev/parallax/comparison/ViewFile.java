package dev.parallax.comparison;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.JsonRows;
import dev.parallax.shared.format.NamedRow;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A view as newline-delimited JSON: one row a line, by key, then by window. */
public final class ViewFile {
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
        try (JsonRows json = new JsonRows(out)) {
            for (Map.Entry<RowKey, RowValue<A>> row :
                    rows.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
                json.write(NamedRow.of(
                        pipeline,
                        row.getKey().key(),
                        row.getKey().window(),
                        row.getValue().accumulator()));
            }
        }
    }
}
