package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.logic.EventShape;
import java.util.Map;

/** Device events as a table, whose rows are events of one device. */
final class DeviceTable {
    /** The event's own columns bear the names of its fields. */
    static final EventShape SHAPE = new EventShape(
            Map.of(
                    "deviceId", "data.devices.0.deviceId",
                    "temperature", "data.devices.0.temperature",
                    "measure", "data.devices.0.measure",
                    "status", "data.devices.0.status"),
            null,
            null);

    private DeviceTable() {}
}
