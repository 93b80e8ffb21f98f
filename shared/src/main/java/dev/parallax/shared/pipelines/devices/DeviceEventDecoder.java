package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.logic.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one device event; an instance is used once. Whether it is malformed is decided before whether it is invalid.
 *
 * @param <R> what is kept of a device
 */
final class DeviceEventDecoder<R> {
    private String eventId;
    private String eventTime;
    private String customerId;
    private final DeviceDecoder<R> deviceDecoder;
    private List<R> readings = List.of();
    private BadRecord invalidReading;

    private DeviceEventDecoder(DeviceDecoder<R> deviceDecoder) {
        this.deviceDecoder = deviceDecoder;
    }

    /** Reads what is to be kept of a device. */
    @FunctionalInterface
    interface DeviceDecoder<R> {
        /** @throws BadRecord invalid, if it is no device with a temperature */
        R decode(JsonValue device) throws BadRecord;
    }

    /** Makes an event of what was read of it. */
    @FunctionalInterface
    interface Parts<R, E> {
        E event(String eventId, String customerId, long eventTime, List<R> readings);
    }

    static DeviceEvent decode(byte[] record) throws BadRecord {
        return decode(record, ReadingDecoder::decode, DeviceEvent::new);
    }

    static <R, E> E decode(byte[] record, DeviceDecoder<R> deviceDecoder, Parts<R, E> parts) throws BadRecord {
        DeviceEventDecoder<R> decoder = new DeviceEventDecoder<>(deviceDecoder);
        JsonReader.read(record, decoder::field);
        return decoder.event(parts);
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
            readings.add(deviceDecoder.decode(device));
        } catch (BadRecord e) {
            invalidReading = e;
        }
    }

    private <E> E event(Parts<R, E> parts) throws BadRecord {
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
        return parts.event(eventId, customerId, time, readings);
    }
}
