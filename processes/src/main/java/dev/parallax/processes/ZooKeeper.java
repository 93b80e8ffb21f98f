package dev.parallax.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
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
        flink.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                cluster.resolve("high-availability").toUri().toString());
    }

    /** How it is started, on the port that Flink's configuration names. */
    static JavaProcess process(ClusterConfiguration configuration) {
        return JavaProcess.named(NAME, configuration.directory())
                .main(FlinkZooKeeperQuorumPeer.class.getName())
                .options("-Xmx128m", "-XX:+UseSerialGC")
                .arguments("--zkConfigFile", write(configuration).toString(), "--peerId", "1");
    }

    private static Path write(ClusterConfiguration configuration) {
        String quorum = configuration.flink().get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
        String port = quorum.substring(quorum.lastIndexOf(':') + 1);
        Path file = configuration.conf().resolve("zoo.cfg");
        try {
            return Files.write(
                    file,
                    List.of(
                            "tickTime=" + TICK.toMillis(),
                            "dataDir=" + configuration.directory().resolve(NAME),
                            "clientPort=" + port,
                            "clientPortAddress=127.0.0.1",
                            "admin.enableServer=false",
                            "server.1=127.0.0.1:2888:3888"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
