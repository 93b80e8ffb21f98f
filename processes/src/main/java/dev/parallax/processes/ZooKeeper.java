package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** The ZooKeeper that comes with Flink. It remembers which JobManager leads and which jobs run, so that a new JobManager goes on with them. */
final class ZooKeeper {
    static final String NAME = "zookeeper";

    /** After this a JobManager of which nothing is heard leads no more. ZooKeeper permits 2 to 20 ticks. */
    private static final Duration SESSION = Duration.ofSeconds(4);

    private static final Duration TICK = Duration.ofMillis(500);

    private ZooKeeper() {}

    static void addTo(Configuration flink, Path cluster, int port) {
        flink.set(HighAvailabilityOptions.HA_MODE, NAME);
        flink.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/parallax");
        flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, "127.0.0.1:" + port);
        flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, SESSION);
        flink.set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, "0");
        // Otherwise each client complains that it could not authenticate.
        flink.set(SecurityOptions.ZOOKEEPER_SASL_DISABLE, true);
        flink.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                cluster.resolve("high-availability").toUri().toString());
    }

    /** How it is started, on the port that Flink's configuration names. */
    static JavaProcess process(ClusterConfiguration configuration) {
        return JavaProcess.named(NAME, configuration.directory())
                .main(FlinkZooKeeperQuorumPeer.class.getName())
                .options("-Xmx128m", "-XX:+UseSerialGC")
                .arguments("--zkConfigFile", file(configuration).toString(), "--peerId", "1");
    }

    private static Path file(ClusterConfiguration configuration) {
        return configuration.conf().resolve("zoo.cfg");
    }

    /** Writes its own configuration. */
    static void write(ClusterConfiguration configuration) throws IOException {
        String quorum = configuration.flink().get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
        String port = quorum.substring(quorum.lastIndexOf(':') + 1);
        Files.write(
                file(configuration),
                List.of(
                        "tickTime=" + TICK.toMillis(),
                        "dataDir=" + configuration.directory().resolve(NAME),
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "admin.enableServer=false",
                        // It is the only one, and has nobody to speak to on these two ports.
                        "server.1=127.0.0.1:2888:3888"));
    }
}
