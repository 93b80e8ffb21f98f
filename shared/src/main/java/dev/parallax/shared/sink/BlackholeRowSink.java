package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Takes rows and keeps none: Flink's metrics still count them. */
final class BlackholeRowSink implements RowSink {
    @Override
    public String name() {
        return "blackhole";
    }

    @Override
    public Set<OutputMode> modes() {
        return EnumSet.allOf(OutputMode.class);
    }

    @Override
    public String promise() {
        return "Nothing is kept; Flink's metrics count what came.";
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        return new DiscardingSink<>();
    }
}
