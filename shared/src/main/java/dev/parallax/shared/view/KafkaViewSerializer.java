package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.ViewRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each record of a view to its writer's own partition, with a version; dead letters to their topic. */
final class KafkaViewSerializer<A> implements KafkaRecordSerializationSchema<ViewRecord<A>> {
    private final String topic;
    private final String deadLetters;
    private final KafkaConnection kafka;
    private final String generations;
    private final Class<A> accumulatorType;

    private transient Codec<StoredRecord<A>> codec;
    private transient ByteArrayOutputStream bytes;
    private transient long generation;
    private transient long sequence;

    KafkaViewSerializer(
            String topic, String deadLetters, KafkaConnection kafka, String generations, Class<A> accumulatorType) {
        this.topic = topic;
        this.deadLetters = deadLetters;
        this.kafka = kafka;
        this.generations = generations;
        this.accumulatorType = accumulatorType;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) throws Exception {
        codec = Codec.of(StoredRecord.class, accumulatorType);
        bytes = new ByteArrayOutputStream(256);
        try (KafkaProducer<byte[], byte[]> counter = kafka.producer(Map.of())) {
            generation = counter.send(new ProducerRecord<>(generations, 0, null, null))
                    .get()
                    .offset();
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ViewRecord<A> record, KafkaSinkContext context, Long timestamp) {
        bytes.reset();
        try {
            codec.write(new StoredRecord<>(generation, sequence++, record), new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return record instanceof DeadLetter<A>
                ? new ProducerRecord<>(deadLetters, 0, null, bytes.toByteArray())
                : new ProducerRecord<>(topic, context.getParallelInstanceId(), null, bytes.toByteArray());
    }
}
