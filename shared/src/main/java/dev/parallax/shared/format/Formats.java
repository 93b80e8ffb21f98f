package dev.parallax.shared.format;

import dev.parallax.shared.logic.EventShape;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The formats that there are, by name. */
final class Formats {
    private static final Map<String, Function<EventShape, RecordFormat>> ALL = new TreeMap<>(Map.of(
            JsonFormat.NAME, shape -> new JsonFormat(),
            TextFormat.NAME, TextFormat::new,
            CsvFormat.NAME, CsvFormat::new,
            AvroFormat.NAME, shape -> new AvroFormat(),
            ParquetFormat.NAME, shape -> new ParquetFormat()));

    private Formats() {}

    static RecordFormat named(String name, EventShape shape) {
        Function<EventShape, RecordFormat> format = ALL.get(name);
        if (format == null) {
            throw new IllegalArgumentException(
                    "There is no format '" + name + "'; there are: " + String.join(", ", ALL.keySet()) + ".");
        }
        return format.apply(shape);
    }
}
