package dev.parallax.shared.topic;

import dev.parallax.shared.log.KafkaConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Flink's exactly-once sink for Kafka, made to keep its word when the job is away for longer than the broker keeps a transaction open. Flink's own
 * logs that such a transaction cannot be committed, and goes on without its records; here they are written again, or the job ends with a
 * sentence. See {@link TransactionCommitter}.
 *
 * @param <T> what is written
 */
public final class TopicSink<T>
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<TopicTransaction>,
                SupportsPostCommitTopology<TopicTransaction> {
    private static final long serialVersionUID = 1;

    /** The most that a broker allows, unless it is configured otherwise. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    /** In bytes. A dead letter holds a whole record of the log, which may have 16 MiB, and says why. */
    public static final String LARGEST_RECORD = String.valueOf(17 << 20);

    private final KafkaSink<T> sink;
    private final KafkaConnection kafka;

    private TopicSink(KafkaSink<T> sink, KafkaConnection kafka) {
        this.sink = sink;
        this.kafka = kafka;
    }

    /**
     * @param transactionTimeout after which the broker aborts what nobody commits
     * @param producer what the producer is told besides
     * @param name a name that no other writer has at this broker, and that this one has again when it is restarted
     */
    public static <T> TopicSink<T> of(
            KafkaConnection kafka,
            Duration transactionTimeout,
            Map<String, String> producer,
            String name,
            KafkaRecordSerializationSchema<T> serializer) {
        Properties all = kafka.properties();
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        all.putAll(producer);
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(transactionTimeout.toMillis()));
        KafkaSink<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(all)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(name)
                .setRecordSerializer(serializer)
                .build();
        return new TopicSink<>(sink, kafka);
    }

    @Override
    public TransactionWriter<T> createWriter(WriterInitContext context) throws IOException {
        Acknowledgements acknowledgements = new Acknowledgements();
        // As a Sink, since the class of Flink's writer is none of its public ones.
        Sink<T> plain = sink;
        return new TransactionWriter<>(
                plain.createWriter(new AcknowledgedContext(context, acknowledgements)), acknowledgements);
    }

    @Override
    public StatefulSinkWriter<T, KafkaWriterState> restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> recovered) throws IOException {
        Acknowledgements acknowledgements = new Acknowledgements();
        SupportsWriterState<T, KafkaWriterState> stateful = sink;
        return new TransactionWriter<>(
                stateful.restoreWriter(new AcknowledgedContext(context, acknowledgements), recovered),
                acknowledgements);
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<TopicTransaction> createCommitter(CommitterInitContext context) throws IOException {
        return new TransactionCommitter(sink.createCommitter(context), kafka);
    }

    @Override
    public SimpleVersionedSerializer<TopicTransaction> getCommittableSerializer() {
        return new TopicTransactionSerializer();
    }

    /** Flink's sink only asks for writer and committer to be on one machine, whatever is committed. */
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public void addPostCommitTopology(DataStream<CommittableMessage<TopicTransaction>> committed) {
        sink.addPostCommitTopology((DataStream<CommittableMessage<KafkaCommittable>>) (DataStream) committed);
    }
}
