package dev.parallax.shared.topic;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.shared.log.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads in the topic itself what was written in a transaction. */
final class WrittenRecords implements AutoCloseable {
    /** Where a record is no more that was asked for. */
    private static final Map<String, String> FROM_THE_BEGINNING =
            Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

    private static final Duration PAGE = Duration.ofMillis(200);

    /** Other transactions that began earlier, as those of the job's other writers, must have ended, too; they begin anew at the same time. */
    private static final RetryPolicy<Boolean> UNTIL_DECIDED = RetryPolicy.<Boolean>builder()
            .handleResult(false)
            .withDelay(Duration.ofMillis(100))
            .withMaxRetries(-1)
            .withMaxDuration(Duration.ofMinutes(1))
            .build();

    private final KafkaConsumer<byte[], byte[]> committed;
    private final KafkaConsumer<byte[], byte[]> all;

    WrittenRecords(KafkaConnection kafka) {
        committed = kafka.consumer(FROM_THE_BEGINNING);
        all = kafka.consumerOfAll(FROM_THE_BEGINNING);
    }

    TransactionFate fateOf(TopicTransaction transaction) {
        OffsetRange witness = transaction.witness();
        if (end(all, witness.place()) <= witness.first()) {
            return TransactionFate.GONE; // It is another topic with the same name.
        }
        // Those who read committed records come only as far as the first transaction that is neither committed nor
        // aborted.
        boolean decided = Failsafe.with(UNTIL_DECIDED).get(() -> end(committed, witness.place()) > witness.first());
        if (!decided) {
            return TransactionFate.OPEN;
        }
        if (isIn(committed, witness)) {
            return TransactionFate.COMMITTED;
        }
        return isIn(all, witness) ? TransactionFate.ABORTED : TransactionFate.GONE;
    }

    private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition place) {
        return consumer.endOffsets(List.of(place)).get(place);
    }

    private static boolean isIn(KafkaConsumer<byte[], byte[]> consumer, OffsetRange witness) {
        OffsetRange one = new OffsetRange(witness.topic(), witness.partition(), witness.first(), 1);
        return read(consumer, List.of(one), record -> {}) == 1;
    }

    /**
     * Reads the records of a transaction, whatever has become of it, those of a partition in their order.
     *
     * @return how many of them are there still
     */
    long read(TopicTransaction transaction, Consumer<ConsumerRecord<byte[], byte[]>> collector) {
        return transaction.ranges().stream()
                .collect(Collectors.groupingBy(
                        OffsetRange::topic, TreeMap::new, Collectors.groupingBy(OffsetRange::partition)))
                .values()
                .stream()
                .flatMap(partitions -> partitions.values().stream())
                .mapToLong(ranges -> read(all, ranges, collector))
                .sum();
    }

    /** @param ranges of one partition, in order */
    private static long read(
            KafkaConsumer<byte[], byte[]> consumer,
            List<OffsetRange> ranges,
            Consumer<ConsumerRecord<byte[], byte[]>> collector) {
        TopicPartition place = ranges.get(0).place();
        long end = ranges.get(ranges.size() - 1).end();
        consumer.assign(List.of(place));
        consumer.seek(place, ranges.get(0).first());
        TreeMap<Long, OffsetRange> byFirst = new TreeMap<>();
        ranges.forEach(range -> byFirst.put(range.first(), range));
        long found = 0;
        long last = Math.min(end, end(consumer, place));
        while (consumer.position(place) < last) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PAGE)) {
                if (holds(byFirst, record.offset())) {
                    collector.accept(record);
                    found++;
                }
            }
        }
        return found;
    }

    private static boolean holds(TreeMap<Long, OffsetRange> byFirst, long offset) {
        return Optional.ofNullable(byFirst.floorEntry(offset))
                .filter(entry -> offset < entry.getValue().end())
                .isPresent();
    }

    @Override
    public void close() {
        // There is no group to leave.
        committed.close(CloseOptions.timeout(Duration.ZERO));
        all.close(CloseOptions.timeout(Duration.ZERO));
    }
}
