package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.BulkWriter;

/** How files hold {@linkplain NamedRow rows}. */
public enum RowFormat {
    /** A JSON object in each line; a row that is removed is {@code {"key":..,"windowStart":..,"windowEnd":..,"removed":true}}. */
    NDJSON {
        @Override
        public <A> BulkWriter.Factory<ViewRow<A>> writer(Pipeline<?, ?, A> pipeline) {
            return out -> new JsonRowWriter<>(pipeline, out);
        }
    },
    /**
     * A table as in RFC 4180, in UTF-8, with {@code \n} at the end of lines. The first line names the columns, of which the last one, {@code removed},
     * is {@code true} for a row that is taken away: all but its key and window are then empty. A null is an empty cell, an empty text is quoted.
     */
    CSV {
        @Override
        public <A> BulkWriter.Factory<ViewRow<A>> writer(Pipeline<?, ?, A> pipeline) {
            return out -> new TableWriter<>(pipeline, rows -> new CsvTable(out, rows));
        }
    },
    /**
     * A Parquet file, packed with zstd, with the columns of {@link #CSV}. Their types are those of the first values: whole numbers are {@code INT64}, other
     * numbers {@code DOUBLE}, decimals {@code DECIMAL(38, 18)}, key and windows, as all else, texts. A column that has only nulls among the first 1,000
     * rows is one of texts. A value that does not fit is an error.
     */
    PARQUET {
        @Override
        public <A> BulkWriter.Factory<ViewRow<A>> writer(Pipeline<?, ?, A> pipeline) {
            return out -> new TableWriter<>(pipeline, rows -> new ParquetTable(out, rows));
        }
    };

    /** @throws IllegalArgumentException if there is none of that name; the message lists the names that there are */
    public static RowFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no format of rows '" + name + "'; there are: "
                        + Arrays.stream(values()).map(RowFormat::text).collect(Collectors.joining(", ")) + "."));
    }

    /** How the command line calls it, and how the names of its files end. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes rows into a file, which is whole when the writer has finished. */
    public abstract <A> BulkWriter.Factory<ViewRow<A>> writer(Pipeline<?, ?, A> pipeline);
}
