package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.log.KafkaConnection;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads the committed records of a view's topics. */
final class KafkaViewReader<A> implements ViewReader<A> {
    private static final Duration PAGE = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Codec<StoredRecord<A>> codec;

    /** @throws UnknownTopicOrPartitionException if one of the topics is not there, or was made just now and is not known yet */
    KafkaViewReader(KafkaConnection kafka, List<String> topics, Class<A> accumulatorType) {
        codec = Codec.of(StoredRecord.class, accumulatorType);
        consumer = kafka.consumer(Map.of("max.poll.records", 10_000));
        try {
            List<TopicPartition> partitions =
                    topics.stream().flatMap(this::partitionsOf).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private Stream<TopicPartition> partitionsOf(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("The view's topic " + topic + " is not there.");
        }
        return partitions.stream().map(partition -> new TopicPartition(topic, partition.partition()));
    }

    @Override
    public boolean read(Consumer<StoredRecord<A>> collector) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        consumer.seekToBeginning(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(PAGE, collector);
        }
        return true;
    }

    @Override
    public void poll(Duration patience, Consumer<StoredRecord<A>> collector) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                collector.accept(codec.read(new DataInputStream(new ByteArrayInputStream(record.value()))));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The view's topic " + record.topic() + " holds something else than a view.", e);
            }
        }
    }

    @Override
    public boolean isFollowing() {
        return true;
    }

    @Override
    public void close() {
        // There is no group to leave and nothing to commit: not worth the half second that a polite close takes.
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
