package dev.parallax.shared.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaUnreachable;
import dev.parallax.shared.model.ViewRecord;
import dev.parallax.shared.topic.TopicSink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Views as Kafka topics: one topic per view with a partition per writer, so that a writer's rows and its progress become
 * visible together, and one topic beside it for its dead letters. One more topic says which views are served, its last record counts;
 * the offsets of another are the counter of generations.
 */
final class KafkaViewStore implements ViewStore {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A broker that answered before and is gone may be started again. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);

    private final KafkaConnection kafka;
    private final String prefix;
    private final Duration transactionTimeout;
    private final Admin admin;
    private volatile boolean answered;

    /** @param transactionTimeout after which the broker aborts what nobody commits; its own maximum is 15 minutes unless configured otherwise */
    KafkaViewStore(KafkaConnection kafka, String prefix, Duration transactionTimeout) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.transactionTimeout = transactionTimeout;
        this.admin = kafka.admin();
    }

    private <T> T patiently(CheckedSupplier<T> request) {
        T answer = Failsafe.with(RetryPolicy.builder()
                        .handleIf(problem -> answered && isPassing(problem))
                        .withDelay(Duration.ofMillis(200))
                        .withMaxDuration(LONGEST_OUTAGE)
                        .withMaxRetries(-1)
                        .build())
                .get(request);
        answered = true;
        return answer;
    }

    private static boolean isPassing(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private String topic(String view) {
        return prefix + "." + view;
    }

    private String deadLetters(String view) {
        return topic(view) + ".dead-letters";
    }

    private String pointers() {
        return prefix + ".served";
    }

    private String generations() {
        return prefix + ".generations";
    }

    @Override
    public void create(String view, int writers) {
        // Views may be dated long ago, and must not be aged away.
        Map<String, String> settings = Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.CLEANUP_POLICY_CONFIG, "delete",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicSink.LARGEST_RECORD);
        for (NewTopic topic : List.of(
                new NewTopic(topic(view), writers, (short) -1),
                new NewTopic(deadLetters(view), 1, (short) -1),
                new NewTopic(pointers(), 1, (short) -1),
                new NewTopic(generations(), 1, (short) -1))) {
            patiently(() -> created(topic.configs(settings)));
        }
    }

    private NewTopic created(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(
                        "The topic " + topic.name() + " cannot be made on " + kafka.bootstrapServers(), e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return topic;
    }

    @Override
    public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
        return TopicSink.of(
                kafka,
                transactionTimeout,
                Map.of("linger.ms", "20", "batch.size", "131072", "client.id", topic(view)),
                topic(view),
                new KafkaViewSerializer<>(
                        topic(view), deadLetters(view), kafka, generations(), pipeline.accumulatorType()));
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        return patiently(() ->
                new KafkaViewReader<>(kafka, List.of(topic(view), deadLetters(view)), pipeline.accumulatorType()));
    }

    @Override
    public void drop(String view) {
        patiently(() -> dropped(view));
    }

    private String dropped(String view) {
        try {
            admin.deleteTopics(List.of(topic(view), deadLetters(view))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException(
                        "The topic " + topic(view) + " cannot be removed from " + kafka.bootstrapServers(), e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return view;
    }

    @Override
    public void forget(String view, int epoch) {
        // A log of rows is only ever added to; who reads it leaves them out.
    }

    @Override
    public void serve(String name, String view) {
        patiently(() -> servedNow(name, view));
    }

    private String servedNow(String name, String view) {
        try (KafkaProducer<byte[], byte[]> pointer = kafka.producer(Map.of())) {
            pointer.send(new ProducerRecord<>(pointers(), 0, name.getBytes(UTF_8), view.getBytes(UTF_8)))
                    .get();
            return view;
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka at " + kafka.bootstrapServers() + " did not take the pointer to " + view, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public String served(String name) {
        return patiently(() -> whichIsServed(name));
    }

    private String whichIsServed(String name) {
        if (!exists(pointers())) {
            return null;
        }
        TopicPartition only = new TopicPartition(pointers(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(Map.of())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            String view = null;
            while (consumer.position(only) < end) {
                for (var pointer : consumer.poll(Duration.ofMillis(200))) {
                    boolean ofName = Arrays.equals(name.getBytes(UTF_8), pointer.key());
                    view = ofName ? new String(pointer.value(), UTF_8) : view;
                }
            }
            return view;
        }
    }

    private boolean exists(String topic) {
        try {
            return admin.listTopics()
                    .names()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .contains(topic);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnreachable(kafka, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new org.apache.kafka.common.errors.InterruptException(e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
