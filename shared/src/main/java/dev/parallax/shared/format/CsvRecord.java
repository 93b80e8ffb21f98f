package dev.parallax.shared.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A row of a CSV file and the header that says what its cells are: what is kept of it when it is no event, so that it can be understood, mended and put back
 * wherever it goes.
 *
 * @param header the line with the names of the columns, without its end
 * @param row the row, without the end of its line
 */
public record CsvRecord(byte[] header, byte[] row) {
    /** Both of them, a line break between. */
    byte[] bytes() {
        byte[] bytes = Arrays.copyOf(header, header.length + 1 + row.length);
        bytes[header.length] = '\n';
        System.arraycopy(row, 0, bytes, header.length + 1, row.length);
        return bytes;
    }

    /**
     * Takes them apart again, perhaps after somebody has mended the row.
     *
     * @throws IllegalArgumentException if they are not a header and one row that can be read behind others, with the end of a sentence
     */
    public static CsvRecord of(byte[] bytes) {
        try (CsvRows rows = new CsvRows(new ByteArrayInputStream(bytes), false)) {
            CsvRows.Row header = rows.next();
            CsvRows.Row row = header == null ? null : rows.next();
            if (row == null) {
                throw new IllegalArgumentException("it is not a header and a row of a CSV file");
            }
            if (header.fault() != null || row.fault() != null) {
                throw new IllegalArgumentException("its quotes do not fit, and would take in the rows behind it");
            }
            if (rows.next() != null) {
                throw new IllegalArgumentException("it is more than one row of a CSV file");
            }
            return new CsvRecord(header.bytes(), row.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
