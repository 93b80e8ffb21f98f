package dev.parallax.shared.pipelines.devices;

import static dev.parallax.shared.pipelines.devices.DeviceRecords.device;
import static dev.parallax.shared.pipelines.devices.DeviceRecords.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesPipelineTest {
    private final DevicesPipeline pipeline = new DevicesPipeline();

    @Test
    void aRowHasCountErrorsAndTemperaturesInCelsius() throws BadRecord {
        // 21.5 C, 70 F = 21.111111111 C and 20 C: 62.611111111 C altogether
        Map<String, Object> result = result(
                device("21.5", "\"C\""),
                device("70", "\"F\""),
                "{\"temperature\":20,\"measure\":\"C\",\"status\":\"ERROR\"}");

        assertThat(result)
                .containsExactly(
                        entry("count", 3L),
                        entry("errors", 1L),
                        entry("min", new BigDecimal("20")),
                        entry("max", new BigDecimal("21.500000")),
                        entry("mean", new BigDecimal("20.87037037")));
    }

    @Test
    void wholeTemperaturesAreShownWhole() throws BadRecord {
        assertThat(result(device("21.5", "\"C\""), device("20.5", "\"C\"")))
                .containsEntry("mean", new BigDecimal("21"))
                .containsEntry("min", new BigDecimal("20.500000"));
        assertThat(result(device("212", "\"F\""))).containsEntry("mean", new BigDecimal("100"));
        assertThat(result(device("1e2", "\"C\"")).get("max")).hasToString("100");
    }

    /** Pitfall 8: as doubles, 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1, and 1e6 swallows what is small. */
    @ParameterizedTest
    @ValueSource(strings = {"0.1 0.2 0.3", "0.3 0.2 0.1", "0.2 0.3 0.1"})
    void aSumIsExactInAnyOrder(String temperatures) throws BadRecord {
        assertThat(result(devices(temperatures))).containsEntry("mean", new BigDecimal("0.200000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000 0.000003 -1000000", "0.000003 1000000 -1000000", "-1000000 1000000 0.000003"})
    void aLargeTemperatureSwallowsNoSmallOne(String temperatures) throws BadRecord {
        assertThat(result(devices(temperatures))).containsEntry("mean", new BigDecimal("0.000001"));
    }

    @Test
    void eachReadingIsAFactOfItsCustomer() throws BadRecord {
        DeviceEvent event = pipeline.decode(
                good().withDevices(device("1", "\"C\""), device("2", "\"C\"")).bytes());
        List<String> facts = new ArrayList<>();

        pipeline.facts(event, (key, fact) -> facts.add(key + " " + fact.temperature()));

        assertThat(facts).containsExactly("CI00103 9000000", "CI00103 18000000");
        assertThat(pipeline.eventId(event)).isEqualTo("E1");
        assertThat(pipeline.eventTime(event))
                .isEqualTo(Instant.parse("2023-01-05T11:13:53.643Z").toEpochMilli());
    }

    @Test
    void itsWindowsAreTenMinutesLong() {
        assertThat(pipeline.windows()).isEqualTo(Windows.tumbling(Duration.ofMinutes(10)));
    }

    private static String[] devices(String temperatures) {
        return Stream.of(temperatures.split(" "))
                .map(number -> device(number, "\"C\""))
                .toArray(String[]::new);
    }

    private Map<String, Object> result(String... devices) throws BadRecord {
        Aggregate<Reading, Temperatures> aggregate = pipeline.aggregate();
        Temperatures accumulator = aggregate.empty();
        for (Reading reading :
                pipeline.decode(good().withDevices(devices).bytes()).readings()) {
            accumulator = aggregate.add(accumulator, reading);
        }
        return pipeline.result(accumulator);
    }
}
