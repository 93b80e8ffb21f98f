package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Prints triggers; what it keeps is the number of the last one.
 *
 * @param <A> the accumulator
 */
final class ConsoleSink<A> implements Sink<ViewRow<A>>, SupportsWriterState<ViewRow<A>, Long> {
    private static final long serialVersionUID = 1;

    private final Pipeline<?, ?, A> pipeline;
    private final int most;

    ConsoleSink(Pipeline<?, ?, A> pipeline, int most) {
        this.pipeline = pipeline;
        this.most = most;
    }

    @Override
    public StatefulSinkWriter<ViewRow<A>, Long> createWriter(WriterInitContext context) {
        return new ConsoleWriter<>(pipeline, most, 0);
    }

    @Override
    public StatefulSinkWriter<ViewRow<A>, Long> restoreWriter(WriterInitContext context, Collection<Long> numbers) {
        return new ConsoleWriter<>(
                pipeline,
                most,
                numbers.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    @Override
    public SimpleVersionedSerializer<Long> getWriterStateSerializer() {
        return new NumberSerializer();
    }

    private static final class NumberSerializer implements SimpleVersionedSerializer<Long> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Long number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        }

        @Override
        public Long deserialize(int version, byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
