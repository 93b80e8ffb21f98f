package dev.parallax.shared.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A file of rows that all have the same columns. */
interface Table {
    /** @param row with no other columns than those that the table began with */
    void write(Map<String, Object> row) throws IOException;

    void flush() throws IOException;

    /** Writes what is left; the stream stays open. */
    void finish() throws IOException;

    /** Begins a table. */
    @FunctionalInterface
    interface Beginning {
        /** @param first rows to tell the columns from; they are written later */
        Table begin(List<Map<String, Object>> first) throws IOException;
    }
}
