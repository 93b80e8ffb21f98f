package dev.parallax.comparison.topics;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.JsonReader;
import java.nio.charset.StandardCharsets;

/**
 * Takes a record's key out of the record.
 *
 * @param field the name of a field of the JSON object that a record is, not null
 */
public record RecordKey(String field) {
    /** The field's text as UTF-8; null if the record is no JSON object, or has no such field. */
    public byte[] of(byte[] record) {
        String[] text = new String[1];
        try {
            JsonReader.read(record, (name, value) -> {
                if (name.equals(field)) {
                    text[0] = value.text();
                }
            });
        } catch (BadRecord noEvent) {
            return null;
        }
        return text[0] == null ? null : text[0].getBytes(StandardCharsets.UTF_8);
    }
}
