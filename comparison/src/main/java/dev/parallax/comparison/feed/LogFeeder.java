package dev.parallax.comparison.feed;

import dev.parallax.comparison.topics.OrderedProducer;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.Cut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Writes the planned log into a topic of its own, cut by cut. */
public final class LogFeeder implements AutoCloseable {
    /** A broker that does not answer for so long will not answer any more. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final EventInput<?> input;
    private final FeedPlan plan;
    private final KafkaLog log;
    private final LongConsumer progress;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<EventInput.Sequence<byte[]>> sequences = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Deque<Stop> stops;
    private final AtomicInteger counted = new AtomicInteger();
    private final FeedTimes times = new FeedTimes();
    private int fed;

    /**
     * A place at which the feeding is held up.
     *
     * @param after how many records; the broker has all of them then
     * @param meanwhile what is done there
     */
    public record Stop(long after, Runnable meanwhile) {}

    /** @param progress is told how many records were fed, now and then */
    public LogFeeder(EventInput<?> input, FeedPlan plan, KafkaLog log, LongConsumer progress) {
        this(input, plan, log, progress, List.of(), PATIENCE);
    }

    /**
     * The same with stops.
     *
     * @param stops in the order of their places
     * @param patience how long the broker may be gone
     */
    public LogFeeder(
            EventInput<?> input,
            FeedPlan plan,
            KafkaLog log,
            LongConsumer progress,
            List<Stop> stops,
            Duration patience) {
        this.input = input;
        this.plan = plan;
        this.log = log;
        this.progress = progress;
        this.stops = new ArrayDeque<>(stops);
        this.producer = OrderedProducer.to(log.kafka(), patience);
        for (int sequence = 0; sequence < input.sequences(); sequence++) {
            sequences.add(input.records(sequence));
        }
    }

    /** Makes the topic that a log needs: nothing in it is ever aged away. */
    public static void createTopic(KafkaLog log) {
        NewTopic topic = new NewTopic(log.topic(), log.partitions(), (short) -1)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG, "-1",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "16777216",
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, String.valueOf(Long.MAX_VALUE)));
        try (Admin admin = log.kafka().admin()) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            // The name is the run's own: where it exists, the broker was lost after it had made it.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(
                        "The topic " + log.topic() + " cannot be made: "
                                + e.getCause().getMessage(),
                        e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    /** Feeds everything before the cut that was not fed yet, and waits until the broker has it. */
    public void feedUpTo(Cut cut) {
        long end = cut.records();
        boolean dealt = input.sequences() == 1;
        while (fed < end) {
            holdUp();
            int partition = plan.order().partition(fed);
            byte[] inserted = plan.inserted(fed);
            byte[] record =
                    inserted == null ? sequences.get(dealt ? 0 : partition).next() : inserted;
            producer.send(
                    new ProducerRecord<>(log.topic(), partition, plan.order().ingestTime(fed), null, record),
                    (stored, problem) -> failure.compareAndSet(null, problem));
            times.fed(fed);
            counted.set(++fed);
            if (fed % 5_000 == 0) {
                throwIfFailed();
                progress.accept(fed);
            }
        }
        producer.flush();
        throwIfFailed();
        progress.accept(fed);
    }

    private void holdUp() {
        while (!stops.isEmpty() && stops.peek().after() <= fed) {
            producer.flush();
            throwIfFailed();
            progress.accept(fed);
            stops.remove().meanwhile().run();
        }
    }

    /** How many records were fed so far; any thread may ask. */
    public long fed() {
        return counted.get();
    }

    /** When the records were fed. */
    public FeedTimes times() {
        return times;
    }

    private void throwIfFailed() {
        if (failure.get() != null) {
            throw new KafkaException(
                    "Kafka at " + log.bootstrapServers() + " did not take the events: "
                            + failure.get().getMessage(),
                    failure.get());
        }
    }

    /** Ends the feeding before its time, from any thread: who feeds gets an {@link IllegalStateException}. */
    public void stop() {
        producer.close(Duration.ZERO);
    }

    @Override
    public void close() {
        // Everything that mattered was flushed.
        producer.close(LONGEST_GOODBYE);
        for (EventInput.Sequence<byte[]> sequence : sequences) {
            try {
                sequence.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
