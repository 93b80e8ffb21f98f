package dev.parallax.processes;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A Flink session cluster of separate JVMs on loopback, configured by {@code flink-conf/} as it ships. It ends with {@link #close}. */
public final class ProcessCluster implements AutoCloseable {
    private final ClusterProcesses processes;

    private ProcessCluster(ClusterProcesses processes) {
        this.processes = processes;
    }

    /**
     * Starts one, and waits until its REST interface answers and all TaskManagers have registered. What an earlier one kept in the same directory for the case
     * of a failure, another one goes on with.
     *
     * @throws ProcessFailure if one of its processes ends instead, it takes longer than two minutes, or another one runs in the directory
     */
    public static ProcessCluster start(ClusterSettings settings) {
        if (StandingCluster.in(settings.directory()).running().isPresent()) {
            throw new ProcessFailure("A cluster runs in " + settings.directory() + " already.");
        }
        ProcessCluster cluster =
                new ProcessCluster(new ClusterProcesses(ClusterConfiguration.write(settings), settings, false));
        try {
            List<OwnProcess> all = cluster.processes.all();
            all.forEach(OwnProcess::start);
            cluster.processes.awaitTaskManagers(settings.taskManagers(), all);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Of its REST interface and web UI; the same after a restart of the JobManager. */
    public URI rest() {
        return processes.address();
    }

    public OwnProcess jobManager() {
        return processes.jobManager();
    }

    /** In the order of their numbers, from {@code taskmanager-1}. */
    public List<OwnProcess> taskManagers() {
        return processes.taskManagers();
    }

    /** There is one if the cluster is highly available. */
    public Optional<OwnProcess> zooKeeper() {
        return processes.zooKeeper();
    }

    /**
     * Waits until so many TaskManagers, or more, have registered with the JobManager and are there; one that was killed does not count, even before Flink
     * knows of it.
     *
     * @throws ProcessFailure if it takes longer than two minutes
     */
    public void awaitTaskManagers(int registered) {
        processes.awaitTaskManagers(registered, List.of());
    }

    /** Kills all that is left of it, the JobManager last. Logs and checkpoints stay. */
    @Override
    public void close() {
        List<OwnProcess> last = new ArrayList<>(processes.all());
        Collections.reverse(last);
        last.forEach(OwnProcess::close);
    }
}
