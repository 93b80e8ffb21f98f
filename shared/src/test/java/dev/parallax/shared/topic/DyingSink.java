package dev.parallax.shared.topic;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The sink, whose job dies when a checkpoint is complete and before it is committed, as if its process were killed then. */
final class DyingSink<T>
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<TopicTransaction>,
                SupportsPostCommitTopology<TopicTransaction> {
    private static final long serialVersionUID = 1;

    /** With so many records that all partitions have some. */
    private static final int FATAL_RECORDS = 50;

    private final TopicSink<T> sink;

    DyingSink(TopicSink<T> sink) {
        this.sink = sink;
    }

    @Override
    public Committer<TopicTransaction> createCommitter(CommitterInitContext context) throws IOException {
        Committer<TopicTransaction> committer = sink.createCommitter(context);
        return new Committer<>() {
            private boolean hasCommitted;

            @Override
            public void commit(Collection<CommitRequest<TopicTransaction>> requests)
                    throws IOException, InterruptedException {
                long records = requests.stream()
                        .mapToLong(request -> request.getCommittable().records())
                        .sum();
                if (hasCommitted && records >= FATAL_RECORDS) {
                    throw new IllegalStateException("Planted: the job dies before its checkpoint is committed.");
                }
                hasCommitted |= records > 0;
                committer.commit(requests);
            }

            @Override
            public void close() throws Exception {
                committer.close();
            }
        };
    }

    @Override
    public TransactionWriter<T> createWriter(WriterInitContext context) throws IOException {
        return sink.createWriter(context);
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> recovered) throws IOException {
        return sink.restoreWriter(context, recovered);
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public SimpleVersionedSerializer<TopicTransaction> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<TopicTransaction>> committed) {
        sink.addPostCommitTopology(committed);
    }
}
