package dev.parallax.shared.log.folder;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.logic.JsonReader;

/** The ingest time that a record itself states in a field. */
final class StatedTime {
    private StatedTime() {}

    /**
     * In milliseconds since the epoch; {@link Long#MIN_VALUE} if the record is none that could state it.
     *
     * @throws BadRecord if the record has no such field, or no time in it, with a sentence
     */
    static long of(InputRecord record, String field) throws BadRecord {
        if (record.event() == null) {
            return Long.MIN_VALUE;
        }
        String[] value = new String[1];
        JsonReader.read(record.event(), (name, content) -> {
            if (name.equals(field)) {
                value[0] = content.text();
            }
        });
        if (value[0] == null) {
            throw BadRecord.invalid("It has no field '" + field + "' to take its ingest time from.");
        }
        return EventTime.parse(value[0]);
    }
}
