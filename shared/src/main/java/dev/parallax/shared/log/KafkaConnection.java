package dev.parallax.shared.log;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka and the way to it. Whoever speaks to one has its clients from here. Jobs carry it along.
 *
 * @param bootstrapServers as {@code HOST:PORT}, several with commas
 * @param settings what it wants besides; they are not shown
 */
public record KafkaConnection(String bootstrapServers, KafkaSettings settings) implements Serializable {
    /** To a Kafka that wants nothing else. */
    public static KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, KafkaSettings.none());
    }

    /** Nothing is connected to yet. */
    public Admin admin() {
        return admin(Map.of());
    }

    /** @param patience how long it may take to answer anything */
    public Admin admin(Duration patience) {
        return admin(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(patience.toMillis() / 2),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(patience.toMillis())));
    }

    private Admin admin(Map<String, ?> more) {
        return made(() -> Admin.create(with(more)));
    }

    /** Of committed records; it makes no topics. */
    public KafkaConsumer<byte[], byte[]> consumer(Map<String, ?> more) {
        return consumer(more, "read_committed");
    }

    /** The same of all records, also of those that were not committed and never will be. */
    public KafkaConsumer<byte[], byte[]> consumerOfAll(Map<String, ?> more) {
        return consumer(more, "read_uncommitted");
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, ?> more, String isolation) {
        Map<String, Object> all = with(more);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return made(() -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** A record is written when all replicas have it. */
    public KafkaProducer<byte[], byte[]> producer(Map<String, ?> more) {
        Map<String, Object> all = with(more);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return made(() -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** As Flink's source and sink want to have it. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(with(Map.of()));
        return properties;
    }

    private Map<String, Object> with(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(settings.values());
        all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(more);
        return all;
    }

    private <C> C made(Supplier<C> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            throw new KafkaUnreachable(this, e);
        }
    }
}
