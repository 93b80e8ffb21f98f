package dev.parallax.comparison.topics;

import dev.parallax.shared.log.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Producers of records that come in their order within a partition, and each once. */
public final class OrderedProducer {
    private static final int BATCH = 1 << 18;
    private static final long BUFFER = 1L << 26;
    private static final int LARGEST_RECORD = 1 << 24;

    /** JSON is a third as long with it, and each record is written once and read several times. */
    private static final String COMPRESSION = "lz4";

    private OrderedProducer() {}

    /**
     * Nothing is connected to yet.
     *
     * @param patience a broker that does not answer for so long does not answer any more
     */
    public static KafkaProducer<byte[], byte[]> to(KafkaConnection kafka, Duration patience) {
        return kafka.producer(Map.ofEntries(
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, COMPRESSION),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis()),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis()),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 20),
                // A topic just made may refuse a first request, take the second, and then the first never more.
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD)));
    }
}
