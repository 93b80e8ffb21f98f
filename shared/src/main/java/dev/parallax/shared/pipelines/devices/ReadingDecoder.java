package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.JsonValue;

/** Reads what a device measured; an instance is used once. */
final class ReadingDecoder {
    private boolean hasTemperature;
    private long millionths;
    private String measure;
    private boolean error;

    /** @throws BadRecord invalid, if it is no device with a temperature */
    static Reading decode(JsonValue device) throws BadRecord {
        if (!device.isObject()) {
            throw BadRecord.invalid("A device is no object.");
        }
        ReadingDecoder decoder = new ReadingDecoder();
        device.fields(decoder::field);
        return decoder.reading();
    }

    private void field(String name, JsonValue value) throws BadRecord {
        switch (name) {
            case "temperature" -> {
                hasTemperature = value.isNumber();
                millionths = hasTemperature ? value.fixedPoint(Temperature.DECIMALS) : 0;
            }
            case "measure" -> measure = value.text();
            case "status" -> error = "ERROR".equals(value.text());
            default -> {}
        }
    }

    private Reading reading() throws BadRecord {
        if (!hasTemperature) {
            throw BadRecord.invalid("A temperature is no number.");
        }
        return new Reading(Temperature.of(millionths, measure), error);
    }
}
