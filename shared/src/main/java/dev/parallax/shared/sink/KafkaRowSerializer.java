package dev.parallax.shared.sink;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowJson;
import dev.parallax.shared.model.ViewRow;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row as a record of a topic of upserts; its time is that of its sending. */
final class KafkaRowSerializer<A> implements KafkaRecordSerializationSchema<ViewRow<A>> {
    private static final long serialVersionUID = 1;

    private final String topic;
    private final Pipeline<?, ?, A> pipeline;

    KafkaRowSerializer(String topic, Pipeline<?, ?, A> pipeline) {
        this.topic = topic;
        this.pipeline = pipeline;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(ViewRow<A> row, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic, null, RowJson.identity(row), row.isRemoved() ? null : RowJson.bytes(pipeline, row));
    }
}
