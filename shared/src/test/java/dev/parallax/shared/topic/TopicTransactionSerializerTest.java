package dev.parallax.shared.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTransactionSerializerTest {
    private static final TopicTransactionSerializer SERIALIZER = new TopicTransactionSerializer();
    private static final TopicTransaction TRANSACTION = new TopicTransaction(
            new KafkaCommittable(7, (short) 3, "parallax.kappa-1-0-12", null),
            List.of(new OffsetRange("rows", 0, 40, 5), new OffsetRange("rows", 2, 1_000_000_000_000L, 132)));

    /** Flink's own. */
    private static SimpleVersionedSerializer<KafkaCommittable> flinks() {
        return KafkaSink.<String>builder()
                .setBootstrapServers("127.0.0.1:9092")
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("parallax.kappa-1")
                .setRecordSerializer((text, context, time) -> new ProducerRecord<>("rows", new byte[0]))
                .build()
                .getCommittableSerializer();
    }

    @Test
    void readsWhatItWrote() throws IOException {
        TopicTransaction read = SERIALIZER.deserialize(1, SERIALIZER.serialize(TRANSACTION));

        assertThat(read).isEqualTo(TRANSACTION);
        assertThat(read.records()).isEqualTo(137);
        assertThat(read.checkpoint()).isEqualTo(12);
    }

    @Test
    void whoKnowsFlinksFormatCanReadWhichTransactionItIs() throws IOException {
        assertThat(SERIALIZER.getVersion()).isEqualTo(flinks().getVersion());
        assertThat(flinks().deserialize(1, SERIALIZER.serialize(TRANSACTION))).isEqualTo(TRANSACTION.kafka());
    }

    @Test
    void aTransactionWithoutItsRecordsIsRefused() throws IOException {
        byte[] ofFlink = flinks().serialize(TRANSACTION.kafka());

        assertThatIOException()
                .isThrownBy(() -> SERIALIZER.deserialize(1, ofFlink))
                .withMessageContaining("of another version of Parallax");
    }

    @Test
    void recordsBesideEachOtherAreOneRange() {
        Acknowledgements acknowledgements = new Acknowledgements();
        acknowledge(acknowledgements, "rows", 1, 5, 6, 7);
        acknowledge(acknowledgements, "dead", 0, 3);
        acknowledge(acknowledgements, "rows", 1, 8, 11, 12);

        assertThat(acknowledgements.take())
                .containsExactly(
                        new OffsetRange("dead", 0, 3, 1),
                        new OffsetRange("rows", 1, 5, 4),
                        new OffsetRange("rows", 1, 11, 2));
        assertThat(acknowledgements.take()).isEmpty();
    }

    private static void acknowledge(Acknowledgements acknowledgements, String topic, int partition, long... offsets) {
        for (long offset : offsets) {
            acknowledgements.accept(new RecordMetadata(new TopicPartition(topic, partition), offset, 0, 0, 0, 0));
        }
    }
}
