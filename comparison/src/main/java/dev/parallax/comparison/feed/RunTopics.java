package dev.parallax.comparison.feed;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.shared.log.KafkaConnection;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics that a run leaves on a broker of somebody else: all whose names begin with the run's name and a dot. They go when this is closed, which
 * wants all writers to have ended: a broker may make a topic anew for one that goes on.
 */
public final class RunTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConnection kafka;
    private final String prefix;

    /** @param run a name that no other run has */
    public RunTopics(KafkaConnection kafka, String run) {
        this.kafka = kafka;
        this.prefix = run + ".";
    }

    /** @throws KafkaException if topics remain; the message names them, or says what they are called */
    @Override
    public void close() {
        Set<String> left;
        try (Admin admin = kafka.admin(PATIENCE)) {
            // What has been removed is still listed for a moment.
            left = Failsafe.with(RetryPolicy.<Set<String>>builder()
                            .handleIf(failure -> false)
                            .handleResultIf(listed -> !listed.isEmpty())
                            .withDelay(Duration.ofMillis(50))
                            .withMaxDuration(PATIENCE)
                            .withMaxRetries(-1)
                            .build())
                    .get(() -> removeWhatIsListed(admin));
        } catch (KafkaException e) {
            throw new KafkaException(
                    "The topics " + prefix + "* could not be removed from " + kafka.bootstrapServers() + ": "
                            + e.getMessage(),
                    e);
        }
        if (!left.isEmpty()) {
            throw new KafkaException("The topics " + String.join(", ", left) + " could not be removed from "
                    + kafka.bootstrapServers() + ".");
        }
    }

    private Set<String> removeWhatIsListed(Admin admin) {
        Set<String> listed = new TreeSet<>();
        try {
            for (String topic : admin.listTopics().names().get()) {
                if (topic.startsWith(prefix)) {
                    listed.add(topic);
                }
            }
            if (!listed.isEmpty()) {
                admin.deleteTopics(listed).all().get();
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new KafkaException(e.getCause().getMessage(), e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
        return listed;
    }
}
