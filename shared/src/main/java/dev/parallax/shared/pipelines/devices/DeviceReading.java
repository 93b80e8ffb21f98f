package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.JsonValue;

/**
 * What one device measured, and what it said of itself.
 *
 * @param deviceId null if the event does not say
 * @param status null if the event does not say
 */
record DeviceReading(String deviceId, String status, Reading reading) {
    /** @throws BadRecord invalid, if it is no device with a temperature */
    static DeviceReading decode(JsonValue device) throws BadRecord {
        Reading reading = ReadingDecoder.decode(device);
        String[] texts = new String[2];
        device.fields((name, value) -> {
            switch (name) {
                case "deviceId" -> texts[0] = value.text();
                case "status" -> texts[1] = value.text();
                default -> {}
            }
        });
        return new DeviceReading(texts[0], texts[1], reading);
    }
}
