package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;

/** A sink that goes on without its store: what cannot be written is parked in files, see {@link Parked}. */
final class ParkingRowSink implements RowSink {
    private final RowSink sink;
    private final Path parked;

    /** @param sink its Flink sink has written everything when it is flushed, and keeps nothing in checkpoints then */
    ParkingRowSink(RowSink sink, Path parked) {
        this.sink = sink;
        this.parked = parked;
    }

    RowSink sink() {
        return sink;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public Set<OutputMode> modes() {
        return sink.modes();
    }

    @Override
    public String promise() {
        return sink.promise()
                + " Rows that it cannot write are parked in files, and the query goes on without them; they can be put back.";
    }

    @Override
    public void prepare() {
        sink.prepare();
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        return new ParkingSink<>(
                sink.sink(pipeline),
                pipeline,
                ParkedFiles.of(parked, sink.name()).directory().toString(),
                sink.name());
    }
}
