package dev.parallax.shared.pipelines.devices;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Temperatures of devices, per customer and ten minutes: how many, how many in error, lowest, highest and mean in Celsius. */
public final class DevicesPipeline implements Pipeline<DeviceEvent, Reading, Temperatures> {
    private static final Aggregate<Reading, Temperatures> AGGREGATE = new Aggregate<>() {
        @Override
        public Temperatures empty() {
            return Temperatures.NONE;
        }

        @Override
        public Temperatures add(Temperatures accumulator, Reading reading) {
            return accumulator.plus(reading);
        }

        @Override
        public Temperatures merge(Temperatures one, Temperatures other) {
            return one.plus(other);
        }
    };

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofMinutes(10));
    }

    @Override
    public DeviceEvent decode(byte[] record) throws BadRecord {
        return DeviceEventDecoder.decode(record);
    }

    @Override
    public EventShape shape() {
        return DeviceTable.SHAPE;
    }

    @Override
    public long eventTime(DeviceEvent event) {
        return event.eventTime();
    }

    @Override
    public String eventId(DeviceEvent event) {
        return event.eventId();
    }

    @Override
    public void facts(DeviceEvent event, BiConsumer<String, Reading> collector) {
        for (Reading reading : event.readings()) {
            collector.accept(event.customerId(), reading);
        }
    }

    @Override
    public Aggregate<Reading, Temperatures> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Class<Temperatures> accumulatorType() {
        return Temperatures.class;
    }

    @Override
    public Map<String, Object> result(Temperatures temperatures) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("count", temperatures.count());
        result.put("errors", temperatures.errors());
        result.put("min", Temperature.celsius(temperatures.min(), 1));
        result.put("max", Temperature.celsius(temperatures.max(), 1));
        result.put("mean", Temperature.celsius(temperatures.sum(), temperatures.count()));
        return result;
    }
}
