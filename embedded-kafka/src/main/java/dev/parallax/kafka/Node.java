package dev.parallax.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker and its controller.
 *
 * <p>Put together from their parts, where Kafka has a class for the whole: that one ends the process at a fault, and
 * leaves threads behind when it fails to start.
 */
final class Node {
    private static final Logger LOGGER = LoggerFactory.getLogger(Node.class);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final Metrics metrics = new Metrics();
    private final Faults faults = new Faults();
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private Node(Path directory, Listeners listeners, Map<String, ?> settings) throws IOException {
        KafkaConfig config = new KafkaConfig(NodeSettings.of(directory, listeners, settings), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
                KafkaRaftServer.initializeLogDirs(config, LOGGER, "");
        InetSocketAddress voter = Listeners.address(listeners.controllerPort());
        shared = new SharedServer(
                config,
                stored._1(),
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(NodeSettings.NODE_ID, voter)),
                List.of(),
                faults,
                listeners);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
        broker = new BrokerServer(shared);
    }

    /** Returns when clients can connect; when it fails, nothing is left running. */
    static Node start(Path directory, Listeners listeners, Map<String, ?> settings) throws IOException {
        Faults.keepTheProcessAlive();
        Node node = new Node(directory, listeners, settings);
        Optional<Throwable> failure = node.start();
        if (failure.isPresent()) {
            node.stop();
            node.stopIdleCoordinators();
            throw new IllegalStateException("Kafka did not start", failure.get());
        }
        return node;
    }

    private Optional<Throwable> start() {
        Optional<Throwable> failure = Optional.empty();
        try {
            controller.startup();
            broker.startup();
        } catch (Throwable thrown) { // Errors too: a full disk shows as one where Kafka maps a file into memory.
            failure = Optional.of(thrown);
        }
        // What is thrown after a fault tells of its consequences only.
        Optional<Throwable> fault = faults.startHasEnded();
        Optional<Throwable> reason = fault.isPresent() ? fault : failure;
        if (reason.map(StartFailure::root)
                .filter(InterruptedException.class::isInstance)
                .isPresent()) {
            Thread.currentThread().interrupt();
        }
        return reason;
    }

    void stop() {
        // An interrupted thread could not wait for those of the broker.
        boolean interrupted = Thread.interrupted();
        stop("broker", () -> broker.shutdown(LONGEST_GOODBYE));
        stop("controller", controller::shutdown);
        // These two go on when the controller has failed to start.
        stop("log of the controller", shared::ensureNotRaftLeader);
        stop("reader of the controller's log", () -> {
            if (shared.loader() != null) {
                shared.loader().close();
            }
        });
        metrics.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** They have threads from the beginning, but do not stop unless they have been started. */
    private void stopIdleCoordinators() {
        if (broker.groupCoordinator() != null) {
            broker.groupCoordinator().startup(() -> 1);
            stop("group coordinator", broker.groupCoordinator()::shutdown);
        }
        if (broker.shareCoordinator() != null) {
            broker.shareCoordinator().startup(() -> 1);
            stop("share coordinator", broker.shareCoordinator()::shutdown);
        }
    }

    private static void stop(String part, Stop stop) {
        try {
            stop.run();
        } catch (Exception failure) {
            LOGGER.warn("Kafka's {} did not stop in good order.", part, failure);
        }
    }

    /** The code of Kafka throws checked exceptions without saying so. */
    private interface Stop {
        void run() throws Exception;
    }
}
