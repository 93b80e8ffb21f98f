package dev.parallax.shared.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import dev.parallax.shared.logic.BadRecord;
import java.util.ArrayList;
import java.util.List;

/** Reads the cells of a row. Not thread safe. */
final class CsvCells {
    private final Utf8 utf8 = new Utf8();
    private final CsvReaderBuilder reader = de.siegmar.fastcsv.reader.CsvReader.builder();

    /**
     * The text of each cell; null of one that is empty and not quoted.
     *
     * @throws BadRecord malformed, if it is no row
     */
    String[] of(byte[] row) throws BadRecord {
        try {
            return reader.ofSingleCsvRecord(new Cells(), utf8.text(row));
        } catch (CsvParseException e) {
            throw BadRecord.malformed("The row is no row of comma-separated values: " + reason(e) + ".");
        }
    }

    private static String reason(Throwable problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = String.valueOf(deepest.getMessage());
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }

    private static final class Cells extends AbstractBaseCsvCallbackHandler<String[]> {
        private final List<String> cells = new ArrayList<>();

        @Override
        protected void handleField(int index, char[] text, int from, int length, boolean quoted) {
            cells.add(length == 0 && !quoted ? null : new String(text, from, length));
        }

        @Override
        protected String[] buildRecord() {
            return cells.toArray(String[]::new);
        }
    }
}
