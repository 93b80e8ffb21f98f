package dev.parallax.shared.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.shared.logic.InputRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads all records of a format, as texts: the event, or {@code reason <- raw} of a record that was rejected. */
final class Read {
    static final long NOON = 1_712_664_000_000L;

    private Read() {}

    static List<String> all(RecordFormat format, String text) throws IOException {
        return all(format, text.getBytes(UTF_8));
    }

    static List<String> all(RecordFormat format, byte[] bytes) throws IOException {
        try (RecordReader reader = format.open(new ByteArrayInputStream(bytes), NOON)) {
            return all(reader);
        }
    }

    static List<String> all(RecordReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        for (InputRecord record = reader.next(); record != null; record = reader.next()) {
            read.add(text(record));
        }
        return read;
    }

    static String text(InputRecord record) {
        return record.rejection() == null
                ? new String(record.event(), UTF_8)
                : record.rejection().getMessage() + " <- " + new String(record.raw(), UTF_8);
    }
}
