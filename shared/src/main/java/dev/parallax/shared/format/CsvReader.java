package dev.parallax.shared.format;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Makes an object of each row of a table whose first row names the columns. */
final class CsvReader implements RecordReader {
    private final CsvRows rows;
    private final EventShape shape;
    private final CsvCells cells = new CsvCells();
    private byte[] header;
    private ObjectTemplate object;
    private int columns;
    private String badHeader;

    CsvReader(CsvRows rows, EventShape shape) {
        this.rows = rows;
        this.shape = shape;
    }

    /** @throws IOException if the file cannot be read, or its header is none */
    @Override
    public InputRecord next() throws IOException {
        if (badHeader != null) {
            throw new IOException(badHeader);
        }
        CsvRows.Row row = rows.next();
        if (row != null && object == null) {
            readHeader(row);
            row = rows.next();
        }
        return row == null ? null : record(row);
    }

    @Override
    public void growsNoMore() {
        rows.growsNoMore();
    }

    private InputRecord record(CsvRows.Row row) {
        byte[] raw = new CsvRecord(header, row.bytes()).bytes();
        try {
            String[] values = values(row);
            if (values.length != columns) {
                throw BadRecord.malformed(
                        "The row has " + values.length + " cells, and the header " + columns + " columns.");
            }
            return InputRecord.of(raw, object.filled(values));
        } catch (BadRecord e) {
            return InputRecord.rejected(raw, e);
        }
    }

    private String[] values(CsvRows.Row row) throws BadRecord {
        if (row.fault() != null) {
            throw BadRecord.malformed(row.fault());
        }
        return cells.of(row.bytes());
    }

    private void readHeader(CsvRows.Row row) throws IOException {
        try {
            String[] names = values(row);
            Set<String> seen = new HashSet<>();
            for (String name : names) {
                if (name != null && !seen.add(name)) {
                    throw BadRecord.malformed("Two columns have the same name, '" + name + "'.");
                }
            }
            object = ObjectTemplate.of(Arrays.stream(names)
                    .map(name -> name == null || name.isEmpty()
                            ? null
                            : shape.columns().getOrDefault(name, name))
                    .toList());
            columns = names.length;
            header = row.bytes();
        } catch (BadRecord | IllegalArgumentException e) {
            badHeader = "The first line does not name the columns: " + e.getMessage();
            throw new IOException(badHeader);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
