package dev.parallax.checkpoints;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.log.FollowedTopic;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaStart;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of sentences on a real broker. */
final class SentenceTopic {
    private final EmbeddedKafka kafka;
    private final String name;
    private final int partitions;

    private SentenceTopic(EmbeddedKafka kafka, String name, int partitions) {
        this.kafka = kafka;
        this.name = name;
        this.partitions = partitions;
    }

    static SentenceTopic create(EmbeddedKafka kafka, String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return new SentenceTopic(kafka, name, partitions);
    }

    /** A sentence that is said at a time of the day. */
    static String sentence(String time, String words) {
        return "{\"event_time\":\"2024-04-09 " + time + ":00.000000\",\"data\":\"" + words + "\"}";
    }

    void say(int partition, String time, String words) throws Exception {
        send(partition, sentence(time, words));
    }

    void send(int partition, String record) throws Exception {
        long ingest = java.time.Instant.parse("2024-04-09T13:00:00Z").toEpochMilli();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(name, partition, ingest, null, record.getBytes(UTF_8)))
                    .get();
        }
    }

    FollowedTopic followed() {
        return FollowedTopic.from(
                new KafkaLog(KafkaConnection.to(kafka.bootstrapServers()), name, partitions),
                new KafkaStart.Earliest(),
                0,
                null);
    }
}
