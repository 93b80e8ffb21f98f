package dev.parallax.shared.pipelines.devices;

import static dev.parallax.shared.pipelines.devices.DeviceRecords.device;
import static dev.parallax.shared.pipelines.devices.DeviceRecords.good;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.format.RecordReader;
import dev.parallax.shared.logic.BadRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsPipelineTest {
    private static final long TIME = Instant.parse("2023-01-05T11:13:53.643Z").toEpochMilli();

    private final ReadingsPipeline pipeline = new ReadingsPipeline();

    @Test
    void eachReadingIsARowInCelsius() throws BadRecord {
        // (70 - 32) F times 5,000,000, and 21.5 C times 9,000,000
        Map<String, Measured> facts = facts(good().withDevices(
                        "{\"deviceId\":\"D1\",\"temperature\":70,\"measure\":\"F\",\"status\":\"ERROR\"}",
                        "{\"deviceId\":\"D2\",\"temperature\":21.5,\"measure\":\"C\"}"));

        assertThat(facts)
                .containsExactly(
                        entry("E1/D1", new Measured("E1", "CI00103", TIME, "D1", 190_000_000, "ERROR")),
                        entry("E1/D2", new Measured("E1", "CI00103", TIME, "D2", 193_500_000, null)));
    }

    @Test
    void aRowShowsAllThatBelongsToTheReading() {
        assertThat(pipeline.result(new Measured("E1", "CI00103", TIME, "D1", 190_000_000, "ERROR")))
                .containsExactly(
                        entry("eventId", "E1"),
                        entry("customerId", "CI00103"),
                        entry("eventTime", "2023-01-05T11:13:53.643Z"),
                        entry("deviceId", "D1"),
                        entry("temperature", new BigDecimal("21.111111111")),
                        entry("status", "ERROR"));
    }

    @Test
    void noTwoReadingsOfAnEventShareAKey() throws BadRecord {
        String warm = device("21", "\"C\"");
        String nameless = "{\"temperature\":1,\"measure\":\"C\"}";

        assertThat(facts(good().withDevices(warm, nameless, warm, warm, nameless))
                        .keySet())
                .containsExactly("E1/D1", "E1/", "E1/D1/2", "E1/D1/3", "E1//2");
    }

    @Test
    void idsWithSlashesGiveNoOtherReadingsKey() throws BadRecord {
        String device = "{\"deviceId\":\"c/2\",\"temperature\":1,\"measure\":\"C\"}";

        assertThat(facts(good().with("eventId", "\"a/b~\"").withDevices(device)).keySet())
                .containsExactly("a~1b~0/c~12");
    }

    @Test
    void whatIsNoDeviceEventIsNoneHereEither() throws BadRecord {
        for (DeviceRecords record : List.of(
                good().without("eventId"),
                good().without("customerId"),
                good().without("data"),
                good().withTemperature("\"warm\"", "C"),
                good().withTemperature("1", "K"))) {
            Throwable elsewhere = thrownBy(record);
            assertThatThrownBy(() -> pipeline.decode(record.bytes()))
                    .as(record.json())
                    .isInstanceOf(BadRecord.class)
                    .hasMessage(elsewhere.getMessage());
        }
    }

    @Test
    void aRowOfATableIsAnEventOfOneDevice() throws IOException, BadRecord {
        String table = """
                eventId,customerId,eventTime,deviceId,temperature,measure,status
                E1,CI00103,2023-01-05 11:13:53.643364,D1,70,F,ERROR
                E2,CI00104,2023-01-05T11:13:53Z,D2,"21.5",C,
                """;
        try (RecordReader reader =
                RecordFormat.named("csv", pipeline.shape()).open(new ByteArrayInputStream(table.getBytes(UTF_8)), 0)) {
            byte[] first = reader.next().event();
            assertThat(pipeline.decode(first).readings())
                    .containsExactly(new Measured("E1", "CI00103", TIME, "D1", 190_000_000, "ERROR"));
            assertThat(new DevicesPipeline().decode(first))
                    .isEqualTo(new DeviceEvent("E1", "CI00103", TIME, List.of(new Reading(190_000_000, true))));
            assertThat(pipeline.decode(reader.next().event()).readings())
                    .containsExactly(new Measured("E2", "CI00104", TIME - 643, "D2", 193_500_000, null));
        }
    }

    private static Throwable thrownBy(DeviceRecords record) {
        try {
            new DevicesPipeline().decode(record.bytes());
        } catch (BadRecord e) {
            return e;
        }
        throw new AssertionError("It is an event.");
    }

    private Map<String, Measured> facts(DeviceRecords record) throws BadRecord {
        Map<String, Measured> facts = new LinkedHashMap<>();
        pipeline.facts(
                pipeline.decode(record.bytes()),
                (key, fact) -> assertThat(facts.put(key, fact)).isNull());
        return facts;
    }
}
