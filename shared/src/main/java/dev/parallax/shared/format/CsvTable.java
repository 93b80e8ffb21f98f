package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table of comma-separated values, see {@link RowFormat#CSV}. Half a surrogate pair, which UTF-8 cannot write, becomes U+FFFD. */
final class CsvTable implements Table {
    private final CsvWriter csv;
    private final List<String> columns;

    CsvTable(OutputStream out, List<Map<String, Object>> first) {
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(out, UTF_8);
        columns = TableWriter.columns(first);
        csv.writeRecord(columns);
    }

    @Override
    public void write(Map<String, Object> row) throws IOException {
        TableWriter.requireColumns(row, columns);
        List<String> cells = new ArrayList<>(columns.size());
        for (String column : columns) {
            cells.add(text(row.get(column)));
        }
        try {
            csv.writeRecord(cells);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(Object value) {
        return value == null
                ? null
                : value instanceof BigDecimal decimal
                        ? decimal.toPlainString()
                        : WellFormed.text(String.valueOf(value));
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }
}
