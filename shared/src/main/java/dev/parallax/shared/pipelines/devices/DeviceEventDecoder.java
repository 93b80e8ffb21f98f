package dev.parallax.shared.pipelines.devices;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one device event; an instance is used once. Whether it is malformed is decided before whether it is invalid. */
final class DeviceEventDecoder {
    private String eventId;
    private String eventTime;
    private String customerId;
    private List<Reading> readings = List.of();
    private BadRecord invalidReading;

    static DeviceEvent decode(byte[] record) throws BadRecord {
        DeviceEventDecoder decoder = new DeviceEventDecoder();
        JsonReader.read(record, decoder::field);
        return decoder.event();
    }

    private void field(String name, JsonParser value) throws IOException {
        switch (name) {
            case "eventId" -> eventId = JsonReader.text(value);
            case "eventTime" -> eventTime = JsonReader.text(value);
            case "customerId" -> customerId = JsonReader.text(value);
            case "data" -> {
                forgetReadings();
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    JsonReader.readObject(value, this::dataField);
                } else {
                    value.skipChildren();
                }
            }
            default -> value.skipChildren();
        }
    }

    private void dataField(String name, JsonParser value) throws IOException {
        if (!name.equals("devices")) {
            value.skipChildren();
            return;
        }
        forgetReadings();
        if (value.currentToken() != JsonToken.START_ARRAY) {
            value.skipChildren();
            return;
        }
        while (value.nextToken() != JsonToken.END_ARRAY) {
            try {
                readings.add(reading(value));
            } catch (BadRecord e) {
                invalidReading = e;
            }
        }
    }

    private void forgetReadings() {
        readings = new ArrayList<>();
        invalidReading = null;
    }

    private static Reading reading(JsonParser value) throws IOException, BadRecord {
        if (value.currentToken() != JsonToken.START_OBJECT) {
            value.skipChildren();
            throw BadRecord.invalid("A device is no object.");
        }
        BigDecimal temperature = null;
        String measure = null;
        String status = null;
        while (value.nextToken() != JsonToken.END_OBJECT) {
            String name = value.currentName();
            JsonToken token = value.nextToken();
            switch (name) {
                case "temperature" -> {
                    temperature = token.isNumeric() ? decimal(value) : null;
                    value.skipChildren();
                }
                case "measure" -> measure = JsonReader.text(value);
                case "status" -> status = JsonReader.text(value);
                default -> value.skipChildren();
            }
        }
        if (temperature == null) {
            throw BadRecord.invalid("A temperature is no number.");
        }
        return new Reading(Temperature.of(temperature, measure), "ERROR".equals(status));
    }

    /** The number; one with an exponent beyond all that a decimal holds becomes one that is as great, or as small, as matters here. */
    private static BigDecimal decimal(JsonParser value) throws IOException {
        try {
            return value.getDecimalValue();
        } catch (NumberFormatException e) {
            String[] parts = value.getText().toLowerCase(Locale.ROOT).split("e", 2);
            boolean vanishes = parts[1].startsWith("-") || parts[0].matches("-?0+(\\.0+)?");
            return vanishes ? BigDecimal.ZERO : new BigDecimal("1e1000");
        }
    }

    private DeviceEvent event() throws BadRecord {
        if (eventId == null || eventId.isEmpty()) {
            throw BadRecord.malformed("The eventId is missing.");
        }
        long time = EventTime.parse(eventTime);
        if (customerId == null || customerId.isEmpty()) {
            throw BadRecord.invalid("The customerId is missing.");
        }
        if (invalidReading != null) {
            throw invalidReading;
        }
        if (readings.isEmpty()) {
            throw BadRecord.invalid("There are no devices.");
        }
        return new DeviceEvent(eventId, customerId, time, readings);
    }
}
