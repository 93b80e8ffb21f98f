package dev.parallax.comparison.topics;

import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the committed records of a topic; those of a partition come in their order. */
public final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final KafkaLog log;
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Takes a record; perhaps it wants no more. */
    public interface Records {
        /** @return whether another one is wanted */
        boolean take(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    public TopicReader(KafkaLog log) {
        this.log = log;
        this.partitions = IntStream.range(0, log.partitions())
                .mapToObj(partition -> new TopicPartition(log.topic(), partition))
                .toList();
        this.consumer = log.kafka()
                .consumer(Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()));
        consumer.assign(partitions);
    }

    /**
     * Hands out what is there when this is called, from the beginning on.
     *
     * @throws KafkaUnreachable if the broker has not answered for ten seconds
     */
    public void readToNow(Records records) throws IOException {
        consumer.seekToBeginning(partitions);
        read(records, log.untilNow().upTo());
    }

    /**
     * Hands out what is there and what comes, without end.
     *
     * @param fromBeginning else from the present end on
     * @throws KafkaUnreachable if the broker has not answered for ten seconds
     */
    public void follow(boolean fromBeginning, Records records) throws IOException {
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            partitions.forEach(this::position); // The end of now, not that of the first look.
        }
        read(records, null);
    }

    private long position(TopicPartition partition) {
        try {
            return consumer.position(partition, PATIENCE);
        } catch (TimeoutException e) {
            throw new KafkaUnreachable(log.kafka(), e);
        }
    }

    /** @param ends per partition, the first offset that is not wanted; null for no end */
    private void read(Records records, List<Long> ends) throws IOException {
        long answered = System.nanoTime();
        while (ends == null || !isBehind(ends)) {
            var fetched = consumer.poll(BETWEEN_LOOKS);
            for (ConsumerRecord<byte[], byte[]> record : fetched) {
                boolean wanted = ends == null || record.offset() < ends.get(record.partition());
                if (wanted && !records.take(record)) {
                    return;
                }
            }
            if (!fetched.isEmpty()) {
                answered = System.nanoTime();
            } else if (System.nanoTime() - answered > PATIENCE.toNanos()) {
                log.untilNow(); // A consumer waits for ever for a broker that is gone; this does not.
                answered = System.nanoTime();
            }
        }
    }

    private boolean isBehind(List<Long> ends) {
        return partitions.stream().allMatch(partition -> position(partition) >= ends.get(partition.partition()));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
