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
import java.util.stream.Stream;

/** A view as newline-delimited JSON: one row a line, by key, then by window. */
public final class ViewFile {
    private ViewFile() {}

    /**
     * @param rows in their order
     * @return how many there were
     */
    public static <A> long write(Pipeline<?, ?, A> pipeline, Stream<Map.Entry<RowKey, RowValue<A>>> rows, Path file)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return write(pipeline, rows, out);
        }
    }

    /**
     * Writes to {@code out}, which stays open.
     *
     * @param rows in their order
     * @return how many there were
     */
    public static <A> long write(
            Pipeline<?, ?, A> pipeline, Stream<Map.Entry<RowKey, RowValue<A>>> rows, OutputStream out)
            throws IOException {
        long count = 0;
        try (JsonRows json = new JsonRows(out)) {
            Iterable<Map.Entry<RowKey, RowValue<A>>> each = rows::iterator;
            for (Map.Entry<RowKey, RowValue<A>> row : each) {
                json.write(NamedRow.of(
                        pipeline,
                        row.getKey().key(),
                        row.getKey().window(),
                        row.getValue().accumulator()));
                count++;
            }
        }
        return count;
    }
}
