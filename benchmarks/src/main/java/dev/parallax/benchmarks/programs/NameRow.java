package dev.parallax.benchmarks.programs;

import java.time.Instant;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says which customer and window a row is of. */
final class NameRow extends ProcessWindowFunction<IdiomaticRow, IdiomaticRow, String, TimeWindow> {
    @Override
    public void process(String customer, Context context, Iterable<IdiomaticRow> rows, Collector<IdiomaticRow> out) {
        IdiomaticRow row = rows.iterator().next();
        row.key = customer;
        row.windowStart = Instant.ofEpochMilli(context.window().getStart()).toString();
        row.windowEnd = Instant.ofEpochMilli(context.window().getEnd()).toString();
        out.collect(row);
    }
}
