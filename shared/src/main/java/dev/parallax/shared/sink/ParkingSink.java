package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Wraps a sink without transactions, so that its failure is not the job's. What is kept in a checkpoint is what the sink keeps: a query may park after a restart, or no
 * longer.
 *
 * @param <A> the accumulator
 * @param <S> what the sink keeps in a checkpoint
 */
final class ParkingSink<A, S> implements Sink<ViewRow<A>>, SupportsWriterState<ViewRow<A>, S> {
    private static final long serialVersionUID = 1;

    private final Sink<ViewRow<A>> sink;
    private final Pipeline<?, ?, A> pipeline;
    private final String directory;
    private final String name;

    /**
     * @param sink supports writer state, too
     * @param directory for the rows of this sink
     * @param name how people know the sink
     */
    ParkingSink(Sink<ViewRow<A>> sink, Pipeline<?, ?, A> pipeline, String directory, String name) {
        this.sink = sink;
        this.pipeline = pipeline;
        this.directory = directory;
        this.name = name;
    }

    @SuppressWarnings("unchecked")
    private SupportsWriterState<ViewRow<A>, S> stateful() {
        return (SupportsWriterState<ViewRow<A>, S>) sink;
    }

    @Override
    public StatefulSinkWriter<ViewRow<A>, S> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<ViewRow<A>, S> restoreWriter(WriterInitContext context, Collection<S> recovered)
            throws IOException {
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        ParkedRows<A> parked = ParkedRows.open(
                new ParkedFiles(Path.of(directory)),
                pipeline,
                subtask,
                context.getRestoredCheckpointId().orElse(0));
        return new ParkingWriter<>(this::openWriter, parked, name, context, recovered);
    }

    @SuppressWarnings("unchecked")
    private StatefulSinkWriter<ViewRow<A>, S> openWriter(WriterInitContext context, Collection<S> states)
            throws IOException {
        return states.isEmpty()
                ? (StatefulSinkWriter<ViewRow<A>, S>) sink.createWriter(context)
                : stateful().restoreWriter(context, states);
    }

    @Override
    public SimpleVersionedSerializer<S> getWriterStateSerializer() {
        return stateful().getWriterStateSerializer();
    }
}
