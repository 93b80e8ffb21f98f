package dev.parallax.benchmarks.programs;

import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says which customer and window a row is of. */
final class NameRow extends ProcessWindowFunction<IdiomaticRow, IdiomaticRow, String, TimeWindow> {
    @Override
    public void process(String customer, Context context, Iterable<IdiomaticRow> rows, Collector<IdiomaticRow> out) {
        TimeWindow window = context.window();
        out.collect(rows.iterator().next().named(customer, window.getStart(), window.getEnd()));
    }
}
