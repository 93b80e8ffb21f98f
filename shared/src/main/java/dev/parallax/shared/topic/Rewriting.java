package dev.parallax.shared.topic;

import dev.parallax.shared.log.KafkaConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Writes the records of an aborted transaction again: what is aborted is hidden from readers of committed records, and not taken out of the topic.
 *
 * <p>They are written in one transaction, which is named after the aborted one: whether it was committed is how a later attempt, which finds the aborted one in the same
 * checkpoint, knows that it was done. The broker remembers that for a week ({@code transactional.id.expiration.ms}). Its name shuts out an attempt that was given up
 * and still runs, too.
 */
final class Rewriting {
    enum Outcome {
        DONE,
        DONE_BEFORE,
        /** Nothing was written. */
        RECORDS_MISSING
    }

    private final KafkaConnection kafka;
    private final WrittenRecords written;

    Rewriting(KafkaConnection kafka, WrittenRecords written) {
        this.kafka = kafka;
        this.written = written;
    }

    Outcome rewrite(TopicTransaction aborted) {
        // The id alone may have been used again, after a job went back to an earlier checkpoint.
        String id = aborted.id() + "-again-" + aborted.kafka().getProducerId() + "-"
                + aborted.kafka().getEpoch();
        if (isCommitted(id)) {
            return Outcome.DONE_BEFORE;
        }
        Map<String, String> settings = Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                TopicSink.LARGEST_RECORD);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            long found = written.read(aborted, record -> producer.send(copyOf(record)));
            if (found < aborted.records()) {
                producer.abortTransaction();
                return Outcome.RECORDS_MISSING;
            }
            producer.commitTransaction();
            return Outcome.DONE;
        }
    }

    private boolean isCommitted(String id) {
        try (Admin admin = kafka.admin()) {
            TransactionState state = admin.describeTransactions(List.of(id))
                    .description(id)
                    .get()
                    .state();
            return state == TransactionState.COMPLETE_COMMIT || state == TransactionState.PREPARE_COMMIT;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return false;
            }
            throw new KafkaException("The broker does not say what has become of the transaction " + id, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    /** Where it lay, and with its time: it is the same record, later. */
    private static ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
    }
}
