package dev.parallax.shared.logic;

/**
 * Reads a record that is one JSON object, field by field. What is JSON is decided as Jackson does, and before the first field is handed out.
 * May be used by many threads.
 */
public final class JsonReader {
    private static final ThreadLocal<JsonReader> OF_THIS_THREAD = ThreadLocal.withInitial(JsonReader::new);

    private final JsonNames names = new JsonNames();
    private final JsonIndex index = new JsonIndex();
    private final JsonValue value = new JsonValue(index, names, new ShortTexts());
    private boolean reading;

    private JsonReader() {}

    /**
     * Hands out each field of the object in {@code record}; of a field given twice the last counts, if {@code fields} lets it.
     *
     * @throws BadRecord malformed, if the record is not exactly one JSON object; or what {@code fields} throws
     */
    public static void read(byte[] record, JsonValue.Fields fields) throws BadRecord {
        JsonReader reader = OF_THIS_THREAD.get();
        // A record within a record, read while the outer one is, needs a reader of its own.
        (reader.reading ? new JsonReader() : reader).readOne(record, fields);
    }

    private void readOne(byte[] record, JsonValue.Fields fields) throws BadRecord {
        reading = true;
        try {
            if (!JsonScanner.scan(record, JsonScanner.ORDINARY, names, index)
                    && !JsonScanner.scan(ForeignJson.rewritten(record), Integer.MAX_VALUE, names, index)) {
                throw new IllegalStateException("What Jackson has written is not JSON.");
            }
            value.fields(fields);
        } finally {
            index.end();
            reading = false;
        }
    }
}
