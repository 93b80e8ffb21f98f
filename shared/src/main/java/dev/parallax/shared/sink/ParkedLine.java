package dev.parallax.shared.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowJson;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A line of a file of parked rows: {@code {"trigger":12,"row":{"key":...,"windowStart":...,"windowEnd":...,...},"record":"..."}} for a row that could not be written,
 * {@code "removed"} instead of {@code "row"} if it was to be taken away, and {@code "superseded"} for one that was written later than its parked form, which no longer
 * counts.
 *
 * @param isSuperseded whether the row was written, and its parked form no longer counts
 * @param identity of the row: {@code key}, {@code windowStart} and {@code windowEnd} as JSON
 * @param record the row in the pipeline's own bytes
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares lines
record ParkedLine(boolean isSuperseded, String identity, byte[] record) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "row";
    private static final String REMOVED = "removed";
    private static final String SUPERSEDED = "superseded";
    private static final String RECORD = "record";

    /** @param trigger the first checkpoint that can cover the row: a later one does, if that failed */
    static <A> byte[] ofRow(Pipeline<?, ?, A> pipeline, RowBytes<A> bytes, long trigger, ViewRow<A> row)
            throws IOException {
        return row.isRemoved()
                ? line(trigger, REMOVED, RowJson.identity(row), bytes.of(row))
                : line(trigger, ROW, RowJson.bytes(pipeline, row), bytes.of(row));
    }

    static <A> byte[] ofWritten(RowBytes<A> bytes, long trigger, ViewRow<A> row) throws IOException {
        return line(trigger, SUPERSEDED, RowJson.identity(row), bytes.of(ViewRow.removed(row.key(), row.slot())));
    }

    private static byte[] line(long trigger, String what, byte[] row, byte[] record) throws IOException {
        ObjectNode line = JSON.createObjectNode().put("trigger", trigger);
        line.set(what, JSON.readTree(row));
        return JSON.writeValueAsBytes(line.put(RECORD, record));
    }

    /** @throws IOException if it is no such line, with a sentence */
    static ParkedLine parse(Path file, String text) throws IOException {
        try {
            JsonNode line = JSON.readTree(text);
            JsonNode row = line.path(ROW);
            for (String other : new String[] {REMOVED, SUPERSEDED}) {
                row = line.has(other) ? line.get(other) : row;
            }
            byte[] record = line.path(RECORD).binaryValue();
            if (record != null && row.isObject()) {
                String identity = JSON.createArrayNode()
                        .add(row.path("key"))
                        .add(row.path("windowStart"))
                        .add(row.path("windowEnd"))
                        .toString();
                return new ParkedLine(line.has(SUPERSEDED), identity, record);
            }
        } catch (JsonProcessingException e) {
            // the sentence below says it
        }
        throw new IOException(file + " holds a line that is no parked row.");
    }
}
