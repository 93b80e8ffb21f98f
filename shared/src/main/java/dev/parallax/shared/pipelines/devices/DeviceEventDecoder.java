package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.logic.JsonValue;
import java.util.ArrayList;
import java.util.List;

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

    private void field(String name, JsonValue value) throws BadRecord {
        switch (name) {
            case "eventId" -> eventId = value.text();
            case "eventTime" -> eventTime = value.text();
            case "customerId" -> customerId = value.text();
            case "data" -> {
                forgetReadings();
                value.fields(this::dataField);
            }
            default -> {}
        }
    }

    private void dataField(String name, JsonValue value) throws BadRecord {
        if (name.equals("devices")) {
            forgetReadings();
            value.items(this::device);
        }
    }

    private void forgetReadings() {
        readings = new ArrayList<>();
        invalidReading = null;
    }

    private void device(JsonValue device) {
        try {
            readings.add(ReadingDecoder.decode(device));
        } catch (BadRecord e) {
            invalidReading = e;
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
