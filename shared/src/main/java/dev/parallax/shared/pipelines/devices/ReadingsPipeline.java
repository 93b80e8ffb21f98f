package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The readings of device events, each in a row by itself, in Celsius: device events made flat. A row's key is {@code eventId/deviceId}; the second reading of
 * the same device in an event has {@code /2} behind it, and so on. Within an id, {@code ~1} stands for {@code /}, and {@code ~0} for {@code ~}.
 */
public final class ReadingsPipeline implements Pipeline<MeasuredEvent, Measured, Measured> {
    private static final Aggregate<Measured, Measured> AGGREGATE = new Aggregate<>() {
        @Override
        public Measured empty() {
            return Measured.NONE;
        }

        @Override
        public Measured add(Measured accumulator, Measured reading) {
            return accumulator.or(reading);
        }

        @Override
        public Measured merge(Measured one, Measured other) {
            return one.or(other);
        }
    };

    @Override
    public String name() {
        return "readings";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofMinutes(10));
    }

    @Override
    public MeasuredEvent decode(byte[] record) throws BadRecord {
        return DeviceEventDecoder.decode(
                record,
                DeviceReading::decode,
                (eventId, customerId, eventTime, readings) -> new MeasuredEvent(
                        eventId,
                        eventTime,
                        readings.stream()
                                .map(device -> new Measured(
                                        eventId,
                                        customerId,
                                        eventTime,
                                        device.deviceId(),
                                        device.reading().temperature(),
                                        device.status()))
                                .toList()));
    }

    @Override
    public EventShape shape() {
        return DeviceTable.SHAPE;
    }

    @Override
    public long eventTime(MeasuredEvent event) {
        return event.eventTime();
    }

    @Override
    public String eventId(MeasuredEvent event) {
        return event.eventId();
    }

    @Override
    public void facts(MeasuredEvent event, BiConsumer<String, Measured> collector) {
        Map<String, Integer> timesSeen = new HashMap<>();
        for (Measured reading : event.readings()) {
            String key =
                    escaped(event.eventId()) + "/" + (reading.deviceId() == null ? "" : escaped(reading.deviceId()));
            int times = timesSeen.merge(key, 1, Integer::sum);
            collector.accept(times == 1 ? key : key + "/" + times, reading);
        }
    }

    private static String escaped(String id) {
        return id.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public Aggregate<Measured, Measured> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Class<Measured> accumulatorType() {
        return Measured.class;
    }

    @Override
    public Map<String, Object> result(Measured reading) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("eventId", reading.eventId());
        result.put("customerId", reading.customerId());
        result.put("eventTime", Instant.ofEpochMilli(reading.eventTime()).toString());
        result.put("deviceId", reading.deviceId());
        result.put("temperature", Temperature.celsius(reading.temperature(), 1));
        result.put("status", reading.status());
        return result;
    }
}
