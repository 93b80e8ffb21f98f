package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;

/** Shows people a table for each trigger that brought rows, on the standard output of the process that runs the task. */
final class ConsoleRowSink implements RowSink {
    private final int most;

    /** @param most how many rows of a trigger are shown */
    ConsoleRowSink(int most) {
        this.most = most;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Set<OutputMode> modes() {
        return EnumSet.allOf(OutputMode.class);
    }

    @Override
    public String promise() {
        return "Each trigger is printed at least once: after a failure one may be printed again, under the same number."
                + " On a cluster it goes to the standard output of a TaskManager, which is its .out file.";
    }

    @Override
    public boolean takesAllInOneTask() {
        return true;
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        return new ConsoleSink<>(pipeline, most);
    }
}
