package dev.parallax.comparison.feed;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** An existing topic, as far as it reached when this was made; each of its partitions is a partition of the log. */
public final class TopicInput<E> implements EventInput<E> {
    private final Pipeline<E, ?, ?> pipeline;
    private final KafkaLog log;
    private final List<Long> ends;

    public TopicInput(Pipeline<E, ?, ?> pipeline, KafkaLog log) {
        this.pipeline = pipeline;
        this.log = log;
        this.ends = log.untilNow().upTo();
    }

    @Override
    public int sequences() {
        return log.partitions();
    }

    @Override
    public int partitions() {
        return log.partitions();
    }

    @Override
    public Sequence<LogEntry<E>> entries(int sequence) {
        long[] offset = new long[1];
        return new Records<>(
                sequence,
                record -> LogEntry.decode(
                        pipeline, log.topic(), new Place(sequence, offset[0]++), record.timestamp(), record.value()));
    }

    @Override
    public Sequence<byte[]> records(int sequence) {
        return new Records<>(sequence, ConsumerRecord::value);
    }

    @Override
    public void close() {
        // each sequence has a consumer of its own
    }

    private final class Records<T> implements Sequence<T> {
        private final TopicPartition partition;
        private final long end;
        private final Function<ConsumerRecord<byte[], byte[]>, T> form;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

        private Records(int sequence, Function<ConsumerRecord<byte[], byte[]>, T> form) {
            this.partition = new TopicPartition(log.topic(), sequence);
            this.end = ends.get(sequence);
            this.form = form;
            this.consumer = log.kafka().consumer(Map.of("auto.offset.reset", "earliest"));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }

        @Override
        public boolean hasNext() {
            while (fetched.isEmpty() && consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.offset() < end && !isBlank(record.value())) {
                        fetched.add(record);
                    }
                }
            }
            return !fetched.isEmpty();
        }

        private static boolean isBlank(byte[] value) {
            return value == null || new String(value, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return form.apply(fetched.remove());
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
