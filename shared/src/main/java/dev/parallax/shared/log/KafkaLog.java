package dev.parallax.shared.log;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.flow.Transformation;
import dev.parallax.shared.model.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka topic as event log: a record's Kafka timestamp is its ingest time.
 *
 * @param kafka that has it
 * @param topic the topic
 * @param partitions how many partitions it has
 */
public record KafkaLog(KafkaConnection kafka, String topic, int partitions) implements EventLog {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The topic as it is.
     *
     * @throws IllegalArgumentException if the broker has no such topic, with a sentence that says so
     * @throws KafkaUnreachable if there is no such broker
     */
    public static KafkaLog existing(KafkaConnection kafka, String topic) {
        try (Admin admin = kafka.admin(PATIENCE)) {
            int partitions = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS)
                    .get(topic)
                    .partitions()
                    .size();
            return new KafkaLog(kafka, topic, partitions);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException) {
                throw new IllegalArgumentException(
                        "Kafka at " + kafka.bootstrapServers() + " has no topic '" + topic
                                + "': create it, or name another.",
                        e);
            }
            throw new KafkaUnreachable(kafka, e);
        } catch (TimeoutException | org.apache.kafka.common.KafkaException e) {
            throw new KafkaUnreachable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(kafka, e);
        }
    }

    /** As {@code HOST:PORT}, several with commas. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public LogRange untilNow() {
        // A consumer, because an admin client's end offsets count what is not committed yet.
        return LogRange.upTo(ask(consumer -> inOrder(consumer.endOffsets(all(), PATIENCE))));
    }

    /** By partition, the offset of its first record, or of the next one to come. */
    List<Long> beginning() {
        return ask(consumer -> inOrder(consumer.beginningOffsets(all(), PATIENCE)));
    }

    /** By partition, the offset of the first record with that timestamp or a later one; its end where there is none. */
    List<Long> at(Instant time) {
        return ask(consumer -> {
            Map<TopicPartition, Long> ends = consumer.endOffsets(all(), PATIENCE);
            Map<TopicPartition, Long> times = new HashMap<>();
            all().forEach(partition -> times.put(partition, time.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, PATIENCE);
            return all().stream()
                    .map(partition -> found.get(partition) == null
                            ? ends.get(partition)
                            : (Long) found.get(partition).offset())
                    .toList();
        });
    }

    /**
     * By partition, the offset behind its last committed record; 0 if it has none. That is not where a partition ends: transactions leave marks behind
     * their records, which take offsets, and which no reader ever sees.
     */
    List<Long> behindLastRecords() {
        return ask(consumer -> {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all(), PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all(), PATIENCE);
            return all().stream()
                    .map(partition ->
                            behindLastRecord(consumer, partition, beginnings.get(partition), ends.get(partition)))
                    .toList();
        });
    }

    /** Looks at the end of the partition, and further and further ahead of it until there is a record. */
    private long behindLastRecord(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long beginning, long end) {
        consumer.assign(List.of(partition));
        long last = 0;
        long from = end;
        for (long back = 16; last == 0 && from > beginning; back *= 16) {
            from = Math.max(beginning, end - back);
            last = behindLastRecordFrom(consumer, partition, from, end);
        }
        return last;
    }

    /** 0 if there is none. */
    private long behindLastRecordFrom(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        long last = 0;
        long reached = from;
        long since = System.nanoTime();
        while (reached < end) {
            for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200)).records(partition)) {
                last = record.offset() < end ? record.offset() + 1 : last;
            }
            long position = consumer.position(partition, PATIENCE);
            if (position > reached) {
                reached = position;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new KafkaUnreachable(kafka, new TimeoutException());
            }
        }
        return last;
    }

    private List<TopicPartition> all() {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private List<Long> inOrder(Map<TopicPartition, Long> offsets) {
        return all().stream().map(offsets::get).toList();
    }

    private <T> T ask(Function<KafkaConsumer<byte[], byte[]>, T> question) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return question.apply(consumer);
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new KafkaUnreachable(kafka, e);
        }
    }

    @Override
    public byte[] recordAt(Place place) {
        TopicPartition partition = new TopicPartition(topic, place.partition());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, place.offset());
            return consumer.poll(PATIENCE).records(partition).stream()
                    .filter(record -> record.offset() == place.offset())
                    .map(ConsumerRecord::value)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The topic " + topic + " has no record any more at " + place + "."));
        }
    }

    @Override
    public String sourceOf(int partition) {
        return topic;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return kafka.consumer(Map.of());
    }

    @Override
    public <E> DataStream<LogEntry<E>> read(
            StreamExecutionEnvironment environment, Pipeline<E, ?, ?> pipeline, LogRange range) {
        return environment
                .fromSource(
                        source(pipeline, range),
                        WatermarkStrategy.noWatermarks(),
                        "events of " + topic,
                        Transformation.logEntries())
                .uid("events");
    }

    <E> KafkaSource<LogEntry<E>> source(Pipeline<E, ?, ?> pipeline, LogRange range) {
        KafkaSourceBuilder<LogEntry<E>> source = KafkaSource.<LogEntry<E>>builder()
                .setProperties(kafka.properties())
                .setTopics(topic)
                .setClientIdPrefix("parallax-" + topic)
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000")
                // A consumer that closes waits for the fetch that is under way.
                .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100")
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("commit.offsets.on.checkpoint", "false")
                .setStartingOffsets(
                        range.from() == null
                                ? OffsetsInitializer.earliest()
                                : OffsetsInitializer.offsets(byPartition(range.from())))
                .setDeserializer(new Decoding<>(pipeline));
        if (range.upTo() != null) {
            // Every partition has a bound: one without would be read to wherever its committed offset says.
            source.setBounded(OffsetsInitializer.offsets(byPartition(range.upTo())));
        }
        return source.build();
    }

    private Map<TopicPartition, Long> byPartition(List<Long> offsets) {
        Map<TopicPartition, Long> byPartition = new HashMap<>();
        for (int partition = 0; partition < offsets.size(); partition++) {
            byPartition.put(new TopicPartition(topic, partition), offsets.get(partition));
        }
        return byPartition;
    }

    /** Turns Kafka records into log entries. */
    private record Decoding<E>(Pipeline<E, ?, ?> pipeline) implements KafkaRecordDeserializationSchema<LogEntry<E>> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogEntry<E>> out) {
            Place place = new Place(record.partition(), record.offset());
            out.collect(LogEntry.decode(pipeline, record.topic(), place, record.timestamp(), record.value()));
        }

        @Override
        public TypeInformation<LogEntry<E>> getProducedType() {
            return Transformation.logEntries();
        }
    }
}
