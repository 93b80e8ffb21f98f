package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeviceEventsTest {
    private static final int EVENTS = 20_000;
    private static final long NOON = 1_672_920_000_000_000L;

    private final DeviceEvents events = new DeviceEvents(Popularity.of(200, null));
    private final SeededRandom random = new SeededRandom(1);
    private final Line line = new Line();

    @Test
    void anEventLooksLikeTheExample() {
        events.writeEvent(line, 10_007, NOON, random);

        assertThat(new String(line.toBytes(), StandardCharsets.US_ASCII))
                .matches("\\{\"eventId\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\","
                        + "\"eventOffset\":10007,\"eventPublisher\":\"device\",\"customerId\":\"CI00\\d{3}\","
                        + "\"data\":\\{\"devices\":\\[(\\{\"deviceId\":\"D\\d{3}\",\"temperature\":-?\\d+(\\.\\d)?,"
                        + "\"measure\":\"[CF]\",\"status\":\"[A-Z]+\"},?)+]},"
                        + "\"eventTime\":\"2023-01-05 12:00:00.000000\"}");
    }

    @Test
    void readingsVaryAsThoseOfRealDevices() {
        Map<String, Integer> statuses = new TreeMap<>();
        Map<String, Integer> measures = new TreeMap<>();
        List<JsonNode> readings = new ArrayList<>();
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < EVENTS; i++) {
            JsonNode devices = good(i).json().get("data").get("devices");
            sizes.add(devices.size());
            devices.forEach(readings::add);
        }
        for (JsonNode reading : readings) {
            statuses.merge(reading.get("status").asText(), 1, Integer::sum);
            measures.merge(reading.get("measure").asText(), 1, Integer::sum);
        }

        double all = readings.size();
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(all / EVENTS).isCloseTo(2, within(0.05));
        assertThat(statuses.keySet()).containsExactly("ERROR", "STANDBY", "SUCCESS", "null");
        assertThat(statuses.get("ERROR") / all).isCloseTo(0.03, within(0.005));
        assertThat(measures.keySet()).containsExactly("C", "F");
        assertThat(readings).anyMatch(reading -> reading.get("deviceId").isNull());
        assertThat(readings)
                .anyMatch(reading -> reading.get("temperature").decimalValue().signum() < 0);
        assertThat(readings.stream()
                                .filter(reading -> reading.get("temperature").isInt())
                                .count()
                        / all)
                .isCloseTo(0.8, within(0.01));
    }

    @Test
    void invalidEventsBreakEachRule() {
        Set<String> customers = new HashSet<>();
        Set<String> data = new HashSet<>();
        Set<String> readings = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            line.clear();
            events.writeInvalid(line, i, NOON, random);
            ReadLine read = ReadLine.of("devices", line.toBytes());
            assertThat(read.kind()).isEqualTo(ReadLine.Kind.INVALID);
            customers.add(String.valueOf(read.json().get("customerId")));
            JsonNode devices = read.json().path("data").path("devices");
            data.add(devices.isEmpty() ? String.valueOf(read.json().get("data")) : "readings");
            devices.forEach(device -> readings.add(device.get("measure").asText()));
            devices.forEach(device -> readings.add(device.get("temperature").asText()));
        }

        assertThat(customers).contains("null", "\"\"");
        assertThat(data).containsExactlyInAnyOrder("null", "{\"devices\":[]}", "readings");
        assertThat(readings).contains("K", "hot");
    }

    @Test
    void malformedEventsLackTimeOrIdentity() {
        Set<String> lacking = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            line.clear();
            events.writeMalformed(line, i, NOON, random);
            ReadLine read = ReadLine.of("devices", line.toBytes());
            assertThat(read.kind()).isEqualTo(ReadLine.Kind.MALFORMED);
            lacking.add(
                    !read.json().has("eventId")
                            ? "identity"
                            : !read.json().has("eventTime") ? "time" : "readable time");
        }

        assertThat(lacking).containsExactlyInAnyOrder("identity", "time", "readable time");
    }

    private ReadLine good(long number) {
        line.clear();
        int readings = events.writeEvent(line, number, NOON, random);
        ReadLine read = ReadLine.of("devices", line.toBytes());
        assertThat(read.kind()).isEqualTo(ReadLine.Kind.GOOD);
        assertThat(read.facts()).isEqualTo(readings);
        return read;
    }
}
