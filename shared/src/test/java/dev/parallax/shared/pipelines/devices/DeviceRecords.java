package dev.parallax.shared.pipelines.devices;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Records of device events, as JSON: a good one, of which each field can be replaced or left out. */
final class DeviceRecords {
    private final Map<String, String> fields;

    private DeviceRecords(Map<String, String> fields) {
        this.fields = fields;
    }

    static DeviceRecords good() {
        return new DeviceRecords(new LinkedHashMap<>())
                .with("eventId", "\"E1\"")
                .with("customerId", "\"CI00103\"")
                .with("eventTime", "\"2023-01-05 11:13:53.643364\"")
                .withDevices(device("21.5", "\"C\""));
    }

    DeviceRecords with(String field, String json) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(field, json);
        return new DeviceRecords(changed);
    }

    DeviceRecords without(String field) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new DeviceRecords(changed);
    }

    DeviceRecords withDevices(String... devices) {
        return with("data", "{\"devices\":[" + String.join(",", devices) + "]}");
    }

    DeviceRecords withTemperature(String number, String measure) {
        return withDevices(device(number, "\"" + measure + "\""));
    }

    static String device(String temperature, String measure) {
        return "{\"deviceId\":\"D1\",\"temperature\":" + temperature + ",\"measure\":" + measure
                + ",\"status\":\"SUCCESS\"}";
    }

    String json() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    byte[] bytes() {
        return json().getBytes(UTF_8);
    }
}
