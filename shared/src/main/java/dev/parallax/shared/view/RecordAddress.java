package dev.parallax.shared.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.LateContribution;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.RepeatedEvent;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a record of a view is kept in a store of keys and values. A record that is written again, because an attempt failed or because the
 * row changed, has the same address.
 *
 * @param place a part of the view: all records of a key are in the same one
 * @param id identifies the record within the view, for people to read: a JSON array in ASCII
 */
record RecordAddress(String place, String id) {
    /** Where each writer says how far it has come. */
    static final String PROGRESS = "progress";

    private static final String DEAD_LETTERS = "dead-letters";
    private static final int ROW_PLACES = 16;
    private static final String ROW = "row";
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static RecordAddress of(ViewRecord<?> record) {
        if (record instanceof ViewRow<?> row) {
            return new RecordAddress(
                    rowsOf(row.key()),
                    id(ROW, row.key(), row.slot().window(), row.slot().epoch()));
        }
        if (record instanceof LateContribution<?> late) {
            return new RecordAddress(rowsOf(late.key()), id("late", late.key(), late.window(), late.place()));
        }
        if (record instanceof RepeatedEvent<?> repeated) {
            return new RecordAddress(
                    rowsOf(repeated.key()),
                    id("repeated", repeated.key(), repeated.window(), repeated.copy(), repeated.eventId()));
        }
        if (record instanceof DeadLetter<?> letter) {
            return new RecordAddress(DEAD_LETTERS, id("dead letter", letter.place()));
        }
        return new RecordAddress(PROGRESS, id("progress", ((Progress<?>) record).writer()));
    }

    /** The place of the rows of a key. */
    static String rowsOf(String key) {
        return "rows-" + Math.floorMod(key.hashCode(), ROW_PLACES);
    }

    /** All places that a view has. */
    static List<String> places() {
        return Stream.concat(
                        Stream.of(PROGRESS, DEAD_LETTERS),
                        IntStream.range(0, ROW_PLACES).mapToObj(place -> "rows-" + place))
                .toList();
    }

    /** Whether the record with this id is a row of an epoch up to that one. */
    static boolean isOfEpochUpTo(int epoch, String id) {
        try {
            JsonNode parts = MAPPER.readTree(id);
            return parts.path(0).asText().equals(ROW) && parts.path(4).asInt() <= epoch;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The view holds a record that is none of a view: " + id, e);
        }
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String id(Object... parts) {
        StringWriter id = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(id)) {
            json.writeStartArray();
            for (Object part : parts) {
                write(json, part);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return id.toString();
    }

    private static void write(JsonGenerator json, Object part) throws IOException {
        if (part instanceof Window window) {
            json.writeString(time(window.start()));
            json.writeString(time(window.end()));
        } else if (part instanceof Place place) {
            json.writeNumber(place.partition());
            json.writeNumber(place.offset());
        } else if (part instanceof Integer number) {
            json.writeNumber(number);
        } else {
            json.writeString((String) part);
        }
    }
}
