package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import java.io.File;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where jobs run. */
final class ClusterOptions {
    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "The REST address of a running Flink cluster. Default: a mini-cluster in this process.")
    private String cluster;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of each job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "Time between two checkpoints of a stream. Default: ${DEFAULT-VALUE}.")
    private Duration checkpointEvery;

    @Option(
            names = "--state-backend",
            paramLabel = "hashmap|rocksdb",
            description =
                    "Where a stream keeps its state: in the heap; or on disk, where there may be more of it than memory. Default: as the cluster is configured, a mini-cluster in the heap.")
    private StateBackend stateBackend;

    enum StateBackend {
        HASHMAP,
        ROCKSDB
    }

    boolean isRemote() {
        return cluster != null;
    }

    int parallelism() {
        return parallelism;
    }

    Duration checkpointEvery() {
        return checkpointEvery;
    }

    /**
     * Finds out before anything else is started whether jobs can run.
     *
     * @param streams whether streams will be drained, which needs more than a batch job does
     * @throws IllegalArgumentException if one of the options cannot be
     */
    void check(boolean streams) {
        if (parallelism < 1 || parallelism > 128) {
            throw new IllegalArgumentException("--parallelism must be between 1 and 128, not " + parallelism + ".");
        }
        if (checkpointEvery.toMillis() < 10) {
            throw new IllegalArgumentException("--checkpoint-every must be at least 10ms.");
        }
        if (cluster != null) {
            Addresses.requireHostAndPort("--cluster", cluster);
            // Flink would send what is not there, and wait for ever for an answer.
            ofJobs().filter(jar -> !Files.isReadable(jar)).findFirst().ifPresent(jar -> {
                throw new IllegalArgumentException(
                        "--cluster: the jar with the jobs, " + jar + ", cannot be read: build it with mvn package.");
            });
            FlinkCluster running = FlinkCluster.at(address(), List.of());
            if (streams) {
                running.requireSavepoints();
            }
        }
    }

    private URI address() {
        return URI.create("http://" + cluster);
    }

    String host() {
        return address().getHost();
    }

    /** Whether the jobs can be expected to see this machine's loopback address and files. */
    boolean isOnThisMachine() {
        if (!isRemote()) {
            return true;
        }
        try {
            InetAddress host = InetAddress.getByName(host());
            return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    /**
     * @param jobsAtOnce how many there must be room for in a mini-cluster
     * @param ofPipeline jars with the classes of the pipeline, where it is not one of Parallax' own
     */
    FlinkCluster open(int jobsAtOnce, Path work, List<Path> ofPipeline) {
        return open(jobsAtOnce, work, ofPipeline, 1);
    }

    /** @param retained how many checkpoints of each job a mini-cluster keeps; another cluster keeps as many as it is configured to */
    FlinkCluster open(int jobsAtOnce, Path work, List<Path> ofPipeline, int retained) {
        FlinkCluster opened = isRemote()
                ? FlinkCluster.at(
                        address(), Stream.concat(ofJobs(), ofPipeline.stream()).toList())
                : FlinkCluster.local(jobsAtOnce * parallelism, work, ofPipeline, retained);
        if (stateBackend != null) {
            opened.keepState(stateBackend.name().toLowerCase(Locale.ROOT));
        }
        return opened;
    }

    private static Stream<Path> ofJobs() {
        String jars = System.getProperty("parallax.jobs", "");
        return Arrays.stream(jars.split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(jar -> Path.of(jar).toAbsolutePath());
    }
}
