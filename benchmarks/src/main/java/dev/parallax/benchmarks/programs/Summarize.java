package dev.parallax.benchmarks.programs;

import org.apache.flink.api.common.functions.AggregateFunction;

/** What the devices measured, summed up. */
final class Summarize implements AggregateFunction<IdiomaticEvent, IdiomaticRow, IdiomaticRow> {
    @Override
    public IdiomaticRow createAccumulator() {
        return new IdiomaticRow();
    }

    @Override
    public IdiomaticRow add(IdiomaticEvent event, IdiomaticRow row) {
        for (IdiomaticEvent.Device device : event.data.devices) {
            long temperature = device.units();
            row.count++;
            row.errors += "ERROR".equals(device.status) ? 1 : 0;
            row.min = Math.min(row.min, temperature);
            row.max = Math.max(row.max, temperature);
            row.sum += temperature;
        }
        return row;
    }

    @Override
    public IdiomaticRow getResult(IdiomaticRow row) {
        return row;
    }

    @Override
    public IdiomaticRow merge(IdiomaticRow one, IdiomaticRow other) {
        one.count += other.count;
        one.errors += other.errors;
        one.min = Math.min(one.min, other.min);
        one.max = Math.max(one.max, other.max);
        one.sum += other.sum;
        return one;
    }
}
