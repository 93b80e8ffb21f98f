package dev.parallax.shared.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.kafka.EmbeddedKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with topics of sentences. */
public final class Broker implements AutoCloseable {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public Broker() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
        producer = producer(Map.of());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaLog newTopic(int partitions) throws Exception {
        String topic = "sentences" + TOPICS.incrementAndGet();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return new KafkaLog(KafkaConnection.to(kafka.bootstrapServers()), topic, partitions);
    }

    public void send(KafkaLog log, int partition, long time, String record) throws Exception {
        producer.send(of(log, partition, time, record)).get();
    }

    private static ProducerRecord<byte[], byte[]> of(KafkaLog log, int partition, long time, String record) {
        return new ProducerRecord<>(log.topic(), partition, time, null, record.getBytes(UTF_8));
    }

    void sendInTransaction(KafkaLog log, int partition, boolean commit, String... records) throws Exception {
        try (KafkaProducer<byte[], byte[]> writer =
                producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, log.topic() + commit))) {
            writer.initTransactions();
            writer.beginTransaction();
            for (String record : records) {
                writer.send(of(log, partition, 1_000, record)).get();
            }
            if (commit) {
                writer.commitTransaction();
            } else {
                writer.abortTransaction();
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
