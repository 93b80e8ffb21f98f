package dev.parallax.comparison.topics;

import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaUnreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a broker. Whatever is asked of a broker that does not answer ends after ten seconds with {@link KafkaUnreachable}. */
public final class KafkaTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection kafka;
    private final Admin admin;

    /**
     * A topic as it is.
     *
     * @param offsets how many offsets its partitions hold, all together: a transaction's end has one, too, so there may be fewer records
     */
    public record Topic(String name, int partitions, long offsets) {}

    private KafkaTopics(KafkaConnection kafka, Admin admin) {
        this.kafka = kafka;
        this.admin = admin;
    }

    public static KafkaTopics at(KafkaConnection kafka) {
        return new KafkaTopics(kafka, kafka.admin(PATIENCE));
    }

    /** All topics by name, without those that the broker keeps for itself. */
    public List<Topic> all() {
        Set<String> names = answer(admin.listTopics().names(), "list its topics");
        Map<String, TopicDescription> topics =
                answer(admin.describeTopics(names).allTopicNames(), "describe its topics");
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> next = new HashMap<>();
        topics.values()
                .forEach(topic -> topic.partitions().forEach(partition -> {
                    TopicPartition place = new TopicPartition(topic.name(), partition.partition());
                    first.put(place, OffsetSpec.earliest());
                    next.put(place, OffsetSpec.latest());
                }));
        Map<String, Long> offsets = new HashMap<>();
        offsets(next).forEach((place, end) -> offsets.merge(place.topic(), end.offset(), Long::sum));
        offsets(first).forEach((place, begin) -> offsets.merge(place.topic(), -begin.offset(), Long::sum));
        List<Topic> all = new ArrayList<>();
        topics.values()
                .forEach(topic -> all.add(
                        new Topic(topic.name(), topic.partitions().size(), offsets.getOrDefault(topic.name(), 0L))));
        all.sort(Comparator.comparing(Topic::name));
        return all;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Map<TopicPartition, OffsetSpec> which) {
        return answer(admin.listOffsets(which).all(), "say how long its topics are");
    }

    /**
     * Makes a topic with the broker's own settings.
     *
     * @throws IllegalArgumentException if there is one of that name, or cannot be
     */
    public void create(String name, int partitions) {
        answer(
                admin.createTopics(List.of(new NewTopic(name, partitions, (short) -1)))
                        .all(),
                "make the topic '" + name + "'");
    }

    private <T> T answer(KafkaFuture<T> future, String wanted) {
        try {
            return future.get(PATIENCE.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw explained(e.getCause(), wanted);
        } catch (TimeoutException e) {
            throw new KafkaUnreachable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private RuntimeException explained(Throwable problem, String wanted) {
        if (problem instanceof TopicExistsException) {
            return new IllegalArgumentException(
                    "Kafka at " + kafka.bootstrapServers() + " cannot " + wanted + ": it exists already.", problem);
        }
        if (problem instanceof InvalidTopicException) {
            return new IllegalArgumentException(
                    "Kafka at " + kafka.bootstrapServers() + " cannot " + wanted + ": " + problem.getMessage(),
                    problem);
        }
        if (problem instanceof org.apache.kafka.common.errors.TimeoutException
                || problem instanceof AuthenticationException
                || problem instanceof AuthorizationException) {
            return new KafkaUnreachable(kafka, (Exception) problem);
        }
        return new KafkaException(
                "Kafka at " + kafka.bootstrapServers() + " cannot " + wanted + ": " + problem.getMessage(), problem);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
