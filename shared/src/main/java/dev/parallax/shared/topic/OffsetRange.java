package dev.parallax.shared.topic;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that lie one behind the other in a partition.
 *
 * @param first the offset of the first of them
 * @param records how many they are, at least 1
 */
public record OffsetRange(String topic, int partition, long first, long records) {
    /** The offset behind the last of them. */
    long end() {
        return first + records;
    }

    TopicPartition place() {
        return new TopicPartition(topic, partition);
    }
}
