package dev.parallax.shared.topic;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;

/** Flink's writer for Kafka, which says of each transaction what is in it. */
final class TransactionWriter<T>
        implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, TopicTransaction> {
    private final StatefulSinkWriter<T, KafkaWriterState> writer;
    private final CommittingSinkWriter<T, KafkaCommittable> committing;
    private final Acknowledgements acknowledgements;

    /** @param writer Flink's, which is told where its records came to lie through {@code acknowledgements} */
    @SuppressWarnings("unchecked")
    TransactionWriter(SinkWriter<T> writer, Acknowledgements acknowledgements) {
        this.writer = (StatefulSinkWriter<T, KafkaWriterState>) writer;
        this.committing = (CommittingSinkWriter<T, KafkaCommittable>) writer;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        writer.write(element, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    /** Flink has flushed before: all records are acknowledged. */
    @Override
    public Collection<TopicTransaction> prepareCommit() throws IOException, InterruptedException {
        List<OffsetRange> ranges = acknowledgements.take();
        return committing.prepareCommit().stream()
                .map(transaction -> new TopicTransaction(transaction, ranges))
                .toList();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() throws Exception {
        writer.close();
    }
}
