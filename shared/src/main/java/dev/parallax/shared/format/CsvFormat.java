package dev.parallax.shared.format;

import dev.parallax.shared.logic.EventShape;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Comma-separated values as in RFC 4180, in UTF-8; the first line names the columns. A column is the field of the path that the {@linkplain EventShape
 * pipeline} gives it, else of its own name; one without a name is left out. A cell that is empty and not quoted is a field left out, one that is
 * written as a number in JSON is a number, any other is text.
 *
 * <p>A row that has too many or too few cells is a dead letter, and so is a line with quotes that do not fit: reading goes on in the line behind it. The
 * bytes of a row are those of the {@linkplain CsvRecord header and the row}.
 */
record CsvFormat(EventShape shape) implements RecordFormat {
    static final String NAME = "csv";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isLineByLine() {
        return true;
    }

    @Override
    public RecordReader open(InputStream in, LongSupplier ingestTime) {
        return new CsvReader(new CsvRows(in, false), shape);
    }

    @Override
    public RecordReader follow(InputStream in, LongSupplier ingestTime) {
        return new CsvReader(new CsvRows(in, true), shape);
    }
}
