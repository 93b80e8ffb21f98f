package dev.parallax.comparison.topics;

import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaUnreachable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Writes records to a topic, in their order within a partition and each once. The broker gives them their time. */
public final class TopicWriter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaLog log;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public TopicWriter(KafkaLog log) {
        this.log = log;
        this.producer = OrderedProducer.to(log.kafka(), PATIENCE);
    }

    /**
     * Hands a record over; it is safe only after {@link #flush()}.
     *
     * @param partition null for the one that the key says; without a key, any
     * @param key null for none
     * @throws KafkaException if the broker did not take this record or an earlier one, with a sentence
     */
    public void write(Integer partition, byte[] key, byte[] value) {
        throwIfFailed();
        try {
            producer.send(
                    new ProducerRecord<>(log.topic(), partition, key, value),
                    (stored, problem) -> failure.compareAndSet(null, problem));
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        throwIfFailed();
    }

    /**
     * Waits until the broker has every record.
     *
     * @throws KafkaException if it has not taken one, with a sentence
     */
    public void flush() {
        producer.flush();
        throwIfFailed();
    }

    private void throwIfFailed() {
        Exception problem = failure.get();
        if (problem instanceof TimeoutException
                || problem instanceof AuthenticationException
                || problem instanceof AuthorizationException) {
            throw new KafkaUnreachable(log.kafka(), problem);
        }
        if (problem != null) {
            throw new KafkaException(
                    "Kafka at " + log.bootstrapServers() + " did not take a record into the topic '" + log.topic()
                            + "': " + problem.getMessage(),
                    problem);
        }
    }

    /** Does not wait: what mattered was flushed. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
