package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.FlinkCluster;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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

    FlinkCluster open(Path work) {
        if (!isRemote()) {
            return FlinkCluster.local(JOBS_AT_ONCE * parallelism(), work);
        }
        if (!cluster.matches("[^:/]+:\\d+")) {
            throw new IllegalArgumentException("--cluster: '" + cluster + "' is not of the form HOST:PORT.");
        }
        return FlinkCluster.at(URI.create("http://" + cluster), jars());
    }

    private static List<Path> jars() {
        String jars = System.getProperty("parallax.jobs", "");
        return Arrays.stream(jars.split(java.io.File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(jar -> Path.of(jar).toAbsolutePath())
                .toList();
    }
}
