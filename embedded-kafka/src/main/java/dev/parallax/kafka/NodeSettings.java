package dev.parallax.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the broker is configured: for one machine, for records of any age, and for a small footprint. */
final class NodeSettings {
    static final int NODE_ID = 1;

    /** A record may have 16 MiB, and the batch around it wants some more. */
    private static final int LARGEST_BATCH = 17 << 20;

    private NodeSettings() {}

    /** @param otherwise what is said otherwise than here */
    static Map<String, Object> of(Path directory, Listeners listeners, Map<String, ?> otherwise) {
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(ofTheNode(directory, listeners));
        settings.putAll(ofItsTopics());
        settings.putAll(ofItsFootprint());
        settings.putAll(otherwise);
        return settings;
    }

    private static Map<String, Object> ofTheNode(Path directory, Listeners listeners) {
        String clients = Listeners.HOST + ":" + listeners.clientPort();
        String controller = Listeners.HOST + ":" + listeners.controllerPort();
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE_ID),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + controller),
                Map.entry("controller.listener.names", Listeners.CONTROLLER),
                Map.entry("inter.broker.listener.name", Listeners.CLIENTS),
                Map.entry(
                        "listeners",
                        Listeners.CLIENTS + "://" + clients + "," + Listeners.CONTROLLER + "://" + controller),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                // A list and not a string: Kafka would take a comma in the path for the end of it.
                Map.entry("log.dirs", List.of(directory.toString())),
                // By default a start that cannot succeed waits forever.
                Map.entry("server.max.startup.time.ms", 300_000L),
                // There is nobody to wait for, nor to keep informed while nothing happens.
                Map.entry("controller.quorum.append.linger.ms", 0),
                Map.entry("metadata.max.idle.interval.ms", 0),
                Map.entry("group.initial.rebalance.delay.ms", 0));
    }

    private static Map<String, Object> ofItsTopics() {
        return Map.ofEntries(
                Map.entry("auto.create.topics.enable", false),
                // A record's time is that of its event, and may be in any year. By default Kafka refuses the future,
                // deletes what is older than a week, and starts a new file at every leap of a week.
                Map.entry("log.message.timestamp.before.max.ms", Long.MAX_VALUE),
                Map.entry("log.message.timestamp.after.max.ms", Long.MAX_VALUE),
                Map.entry("log.retention.ms", -1L),
                Map.entry("log.roll.ms", Long.MAX_VALUE),
                Map.entry("message.max.bytes", LARGEST_BATCH),
                Map.entry("replica.fetch.max.bytes", LARGEST_BATCH),
                Map.entry("offsets.topic.replication.factor", (short) 1),
                Map.entry("offsets.topic.num.partitions", 1),
                Map.entry("transaction.state.log.replication.factor", (short) 1),
                Map.entry("transaction.state.log.min.isr", 1),
                Map.entry("transaction.state.log.num.partitions", 3),
                // A transaction that nobody ends hides what comes after it: it shall not do so for ten seconds longer
                // than it may.
                Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000),
                Map.entry("share.coordinator.state.topic.replication.factor", (short) 1),
                Map.entry("share.coordinator.state.topic.min.isr", (short) 1),
                Map.entry("share.coordinator.state.topic.num.partitions", 1));
    }

    private static Map<String, Object> ofItsFootprint() {
        return Map.ofEntries(
                Map.entry("num.network.threads", 2),
                Map.entry("num.io.threads", 2),
                Map.entry("background.threads", 2),
                Map.entry("group.coordinator.threads", 1),
                Map.entry("log.cleaner.dedupe.buffer.size", 4L << 20),
                // Leave the buffers of the sockets to the operating system, which knows that this is no network.
                Map.entry("socket.send.buffer.bytes", -1),
                Map.entry("socket.receive.buffer.bytes", -1),
                // Nobody looks at its metrics, and two brokers would publish them under the same names.
                Map.entry("metric.reporters", List.of()),
                Map.entry("metrics.jmx.exclude", ".*"));
    }
}
