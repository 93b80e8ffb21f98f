package dev.parallax.benchmarks.programs;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Lines become events; what is none is left out. */
final class ParseEvent extends RichFlatMapFunction<String, IdiomaticEvent> {
    private transient EventText text;

    @Override
    public void open(OpenContext context) {
        text = new EventText();
    }

    @Override
    public void flatMap(String line, Collector<IdiomaticEvent> out) {
        IdiomaticEvent event = text.read(line);
        if (event != null) {
            out.collect(event);
        }
    }
}
