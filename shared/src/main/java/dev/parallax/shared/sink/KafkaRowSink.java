package dev.parallax.shared.sink;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaUnreachable;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.topic.TopicSink;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Writes rows to a topic, as a log of upserts: the record's key says which row it is, the value is the row as JSON, and a removed row is a tombstone. So
 * the topic, read as a table, is the view, in every output mode: in complete mode it says again what has not changed, which costs traffic and is sound, but
 * where one trigger ends cannot be seen in it.
 */
final class KafkaRowSink implements RowSink {
    private final KafkaConnection kafka;
    private final String topic;
    private final String query;
    private final Duration patience;
    private final Duration transactionTimeout;

    /**
     * @param query a name that is this query's alone, and its again when it is restarted
     * @param patience how long a broker may take to answer before the query starts
     * @param transactionTimeout after which the broker aborts what nobody commits
     */
    KafkaRowSink(KafkaConnection kafka, String topic, String query, Duration patience, Duration transactionTimeout) {
        this.kafka = kafka;
        this.topic = topic;
        this.query = query;
        this.patience = patience;
        this.transactionTimeout = transactionTimeout;
    }

    @Override
    public String name() {
        return "kafka://" + kafka.bootstrapServers() + "/" + topic;
    }

    @Override
    public Set<OutputMode> modes() {
        return EnumSet.allOf(OutputMode.class);
    }

    @Override
    public String promise() {
        return "Exactly once for those who read committed records: a trigger's rows are committed in transactions when its checkpoint is complete,"
                + " and written again if the query was away for longer than the broker keeps a transaction open.";
    }

    /** Makes the topic if it is missing, with as many partitions as the broker gives, whether or not that makes topics on first use. */
    @Override
    public void prepare() {
        try (Admin admin = kafka.admin(patience)) {
            if (!admin.listTopics()
                    .names()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .contains(topic)) {
                create(admin);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnreachable(kafka, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void create(Admin admin) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException(
                        "The topic '" + topic + "' is not there, and cannot be made on " + kafka.bootstrapServers(),
                        e.getCause());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptException(e);
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        String name = query + "-" + topic;
        return TopicSink.of(
                kafka,
                transactionTimeout,
                Map.of("linger.ms", "20", "client.id", name),
                name,
                new KafkaRowSerializer<>(topic, pipeline));
    }
}
