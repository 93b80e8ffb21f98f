package dev.parallax.comparison.outages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Events of the word owl in a topic, and how many a query has counted: sent and read without Parallax. */
final class Owls {
    static final String EVENTS = "events";
    static final String ROWS = "rows";

    private static final String OWL = "{\"event_time\":\"2024-04-09 12:00:00.000000\",\"data\":\"owl\"}";

    private final Map<String, Object> kafka;

    Owls(String bootstrapServers) {
        kafka = Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed", "acks", "all");
    }

    void createTopics() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(EVENTS, 2, (short) 1), new NewTopic(ROWS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    void send(int events) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                producer.send(new ProducerRecord<>(EVENTS, i % 2, null, OWL.getBytes(UTF_8)));
            }
        }
    }

    /** The count in the newest committed row; 0 if there is none yet. */
    long counted() {
        TopicPartition only = new TopicPartition(ROWS, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            long count = 0;
            while (consumer.position(only) < end) {
                for (var row : consumer.poll(Duration.ofMillis(200))) {
                    count = new ObjectMapper()
                            .readTree(row.value())
                            .path("count")
                            .asLong();
                }
            }
            return count;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a transaction is open in the topic of rows. */
    boolean isWriting() {
        TopicPartition only = new TopicPartition(ROWS, 0);
        try (KafkaConsumer<String, String> committed =
                        new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer());
                KafkaConsumer<String, String> all = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.get("bootstrap.servers")),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            return committed.endOffsets(List.of(only)).get(only)
                    < all.endOffsets(List.of(only)).get(only);
        }
    }
}
