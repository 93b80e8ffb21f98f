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

    public static <A> void write(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows, Path file)
            throws IOException {
        write(pipeline, inOrder(rows), file);
    }

    /** Writes to {@code out}, which stays open. */
    public static <A> void write(Pipeline<?, ?, A> pipeline, Map<RowKey, RowValue<A>> rows, OutputStream out)
            throws IOException {
        write(pipeline, inOrder(rows), out);
    }

    private static <A> Stream<Map.Entry<RowKey, RowValue<A>>> inOrder(Map<RowKey, RowValue<A>> rows) {
        return rows.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    /** @return how many rows there are */
    public static <A> long write(
            Pipeline<?, ?, A> pipeline, Stream<Map.Entry<RowKey, RowValue<A>>> rowsInOrder, Path file)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return write(pipeline, rowsInOrder, out);
        }
    }

    /**
     * Writes to {@code out}, which stays open.
     *
     * @return how many rows there are
     */
    public static <A> long write(
            Pipeline<?, ?, A> pipeline, Stream<Map.Entry<RowKey, RowValue<A>>> rowsInOrder, OutputStream out)
            throws IOException {
        long rows = 0;
        try (JsonRows json = new JsonRows(out)) {
            Iterable<Map.Entry<RowKey, RowValue<A>>> each = rowsInOrder::iterator;
            for (Map.Entry<RowKey, RowValue<A>> row : each) {
                json.write(NamedRow.of(
                        pipeline,
                        row.getKey().key(),
                        row.getKey().window(),
                        row.getValue().accumulator()));
                rows++;
            }
        }
        return rows;
    }
}
