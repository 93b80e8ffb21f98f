package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import java.io.File;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where jobs run. */
final class ClusterOptions {
    /** Kappa, its replay, the speed layer and a batch run, at once. */
    private static final int JOBS_AT_ONCE = 4;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "The REST address of a running Flink cluster (default: a mini-cluster in this process).")
    private String cluster;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of each job (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "Time between two checkpoints of a stream (default: ${DEFAULT-VALUE}).")
    private Duration checkpointEvery;

    boolean isRemote() {
        return cluster != null;
    }

    int parallelism() {
        if (parallelism < 1 || parallelism > 128) {
            throw new IllegalArgumentException("--parallelism must be between 1 and 128, not " + parallelism + ".");
        }
        return parallelism;
    }

    Duration checkpointEvery() {
        if (checkpointEvery.toMillis() < 10) {
            throw new IllegalArgumentException("--checkpoint-every must be at least 10ms.");
        }
        return checkpointEvery;
    }

    /** Finds out before anything else is started whether jobs can run; {@code streams} need more than batch jobs do. */
    void check(boolean streams) {
        parallelism();
        checkpointEvery();
        if (isRemote()) {
            FlinkCluster running = FlinkCluster.at(address(), List.of());
            if (streams) {
                running.requireSavepoints();
            }
        }
    }

    /** @param pipelineJars with classes that the jobs need besides Parallax' own */
    FlinkCluster open(Path work, List<Path> pipelineJars) {
        if (!isRemote()) {
            return FlinkCluster.local(JOBS_AT_ONCE * parallelism(), work, pipelineJars);
        }
        return FlinkCluster.at(
                address(), Stream.concat(jobJars(), pipelineJars.stream()).toList());
    }

    /** Whether the jobs can be expected to see this machine's loopback address and files. */
    boolean isOnThisMachine() {
        if (!isRemote()) {
            return true;
        }
        try {
            InetAddress host = InetAddress.getByName(address().getHost());
            return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    String host() {
        return address().getHost();
    }

    private URI address() {
        Matcher parts = Pattern.compile("([^:/]+):(\\d{1,5})").matcher(cluster);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > 65_535) {
            throw new IllegalArgumentException("--cluster: '" + cluster + "' is not of the form HOST:PORT.");
        }
        return URI.create("http://" + cluster);
    }

    private static Stream<Path> jobJars() {
        return Arrays.stream(System.getProperty("parallax.jobs", "").split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(Path::of);
    }
}
