package dev.parallax.shared.view;

import dev.parallax.shared.model.Progress;
import dev.parallax.shared.model.ViewRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sink without transactions that may reorder what it writes, made fit for views: a writer's progress is written only when everything that came
 * before it is in the store. So who reads the progress may read the rest.
 *
 * @param <A> the accumulator
 * @param <S> what the sink keeps in a checkpoint
 */
final class ProgressLastSink<A, S> implements Sink<ViewRecord<A>>, SupportsWriterState<ViewRecord<A>, S> {
    private final Sink<ViewRecord<A>> sink;

    /** @param sink supports writer state, too */
    ProgressLastSink(Sink<ViewRecord<A>> sink) {
        this.sink = sink;
    }

    @SuppressWarnings("unchecked")
    private SupportsWriterState<ViewRecord<A>, S> stateful() {
        return (SupportsWriterState<ViewRecord<A>, S>) sink;
    }

    @Override
    @SuppressWarnings("unchecked")
    public StatefulSinkWriter<ViewRecord<A>, S> createWriter(WriterInitContext context) throws IOException {
        return new Writer<>((StatefulSinkWriter<ViewRecord<A>, S>) sink.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<ViewRecord<A>, S> restoreWriter(WriterInitContext context, Collection<S> recovered)
            throws IOException {
        return new Writer<>(stateful().restoreWriter(context, recovered));
    }

    @Override
    public SimpleVersionedSerializer<S> getWriterStateSerializer() {
        return stateful().getWriterStateSerializer();
    }

    private static final class Writer<A, S> implements StatefulSinkWriter<ViewRecord<A>, S> {
        private final StatefulSinkWriter<ViewRecord<A>, S> rest;
        private Progress<A> progress;

        private Writer(StatefulSinkWriter<ViewRecord<A>, S> rest) {
            this.rest = rest;
        }

        @Override
        public void write(ViewRecord<A> record, Context context) throws IOException, InterruptedException {
            if (record instanceof Progress<A> said) {
                progress = said;
            } else {
                rest.write(record, context);
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            rest.flush(endOfInput);
            if (progress != null) {
                rest.write(progress, NO_CONTEXT);
                progress = null;
                rest.flush(endOfInput);
            }
        }

        @Override
        public List<S> snapshotState(long checkpointId) throws IOException {
            return rest.snapshotState(checkpointId);
        }

        @Override
        public void close() throws Exception {
            rest.close();
        }

        private static final Context NO_CONTEXT = new Context() {
            @Override
            public long currentWatermark() {
                return Long.MIN_VALUE;
            }

            @Override
            public Long timestamp() {
                return null;
            }
        };
    }
}
