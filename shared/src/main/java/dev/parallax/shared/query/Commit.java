package dev.parallax.shared.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/**
 * What one trigger of a query has done, once and for all: everything that it read is in its sinks.
 *
 * @param trigger its number: that of the checkpoint
 * @param recordsIn records of the source read for it
 * @param rowsOut rows that left for the sinks
 * @param late contributions set aside because they came behind the log clock
 * @param deadLetters records set aside because they are no events
 * @param watermark the combined log clock, as in ISO 8601, UTC; null before it is known and at the end of the input
 * @param offsets by partition, the first offset not read yet
 * @param records by partition, how many records were read since the query first began
 */
public record Commit(
        long trigger,
        long recordsIn,
        long rowsOut,
        long late,
        long deadLetters,
        @JsonInclude String watermark,
        Map<Integer, Long> offsets,
        Map<Integer, Long> records) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The same, with what was read since {@code previous}; null if this is the first. */
    Commit after(Commit previous) {
        long before = previous == null ? 0 : previous.allRecords();
        return new Commit(
                trigger, Math.max(0, allRecords() - before), rowsOut, late, deadLetters, watermark, offsets, records);
    }

    private long allRecords() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }

    /** As one JSON object on one line. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A commit is always JSON.", e);
        }
    }

    /** @throws IOException if that is no commit */
    public static Commit parse(byte[] json) throws IOException {
        return JSON.readValue(json, Commit.class);
    }
}
