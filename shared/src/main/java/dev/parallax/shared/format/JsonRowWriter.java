package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Writes rows of a view as {@link JsonRows}. */
final class JsonRowWriter<A> implements BulkWriter<ViewRow<A>> {
    private final Pipeline<?, ?, A> pipeline;
    private final JsonRows rows;

    JsonRowWriter(Pipeline<?, ?, A> pipeline, OutputStream out) throws IOException {
        this.pipeline = pipeline;
        this.rows = new JsonRows(out);
    }

    @Override
    public void addElement(ViewRow<A> row) throws IOException {
        rows.write(NamedRow.of(pipeline, row));
    }

    @Override
    public void flush() throws IOException {
        rows.flush();
    }

    @Override
    public void finish() throws IOException {
        rows.close();
    }
}
