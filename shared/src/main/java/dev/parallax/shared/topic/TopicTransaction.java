package dev.parallax.shared.topic;

import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/**
 * A transaction that waits for its checkpoint to be complete, and what was written in it.
 *
 * @param kafka what Flink needs to commit it
 * @param ranges where its records are, each of them once; never empty
 */
public record TopicTransaction(KafkaCommittable kafka, List<OffsetRange> ranges) {
    public TopicTransaction {
        ranges = List.copyOf(ranges);
    }

    /** How many records there are in it. */
    public long records() {
        return ranges.stream().mapToLong(OffsetRange::records).sum();
    }

    /** Its name at the broker. */
    public String id() {
        return kafka.getTransactionalId();
    }

    /** The checkpoint for which it was begun: Flink names transactions PREFIX-SUBTASK-CHECKPOINT. */
    public long checkpoint() {
        return Long.parseLong(id().substring(id().lastIndexOf('-') + 1));
    }

    /** Whether the writer that wrote it is still there; if not, it comes out of a checkpoint. */
    boolean isOfThisAttempt() {
        return kafka.getProducer().isPresent();
    }

    /** One record of it. All became visible, or none. */
    OffsetRange witness() {
        return ranges.get(0);
    }
}
