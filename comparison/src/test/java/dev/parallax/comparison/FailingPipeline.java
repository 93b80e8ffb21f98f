package dev.parallax.comparison;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails so many times at a certain event, wherever that is met first. */
final class FailingPipeline extends ChangedPipeline<DeviceEvent, Reading, Temperatures> {
    private static final Map<String, AtomicInteger> LEFT = new ConcurrentHashMap<>();

    private final String name;
    private final long offset;

    /** @param offset of the event, as the events say it themselves */
    FailingPipeline(Pipeline<DeviceEvent, Reading, Temperatures> right, String name, long offset, int failures) {
        super(right);
        this.name = name;
        this.offset = offset;
        LEFT.put(name, new AtomicInteger(failures));
    }

    int failuresLeft() {
        return LEFT.get(name).get();
    }

    @Override
    public DeviceEvent decode(byte[] record) throws BadRecord {
        boolean isInTask = Thread.currentThread().getName().contains("Source");
        if (isInTask
                && new String(record, StandardCharsets.ISO_8859_1).contains("\"eventOffset\":" + offset + ",")
                && LEFT.get(name).getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("Planted: a task fails at event " + offset + ".");
        }
        return super.decode(record);
    }
}
