package dev.parallax.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a cluster of processes is made of.
 *
 * @param directory for its configuration, logs, checkpoints, savepoints and temporary files; made if there is none
 * @param taskManagers how many, 1 at least
 * @param slotsEach of each TaskManager; 0 for as many as {@code flink-conf/config.yaml} says
 * @param highAvailability whether a ZooKeeper runs along, with whose help jobs outlive their JobManager
 * @param webSubmit whether jars can be uploaded and run over the web UI, by all who can reach it
 * @param restPort of the web UI and the REST interface; 0 for any that is free
 * @param flink what is said otherwise than in {@code flink-conf/config.yaml}
 * @param jobManagerOptions options of the JobManager's JVM, besides those for its memory
 * @param taskManagerOptions options of each TaskManager's JVM
 */
public record ClusterSettings(
        Path directory,
        int taskManagers,
        int slotsEach,
        boolean highAvailability,
        boolean webSubmit,
        int restPort,
        Map<String, String> flink,
        List<String> jobManagerOptions,
        List<String> taskManagerOptions) {
    public ClusterSettings {
        if (taskManagers < 1 || slotsEach < 0) {
            throw new IllegalArgumentException(
                    "A cluster has at least one TaskManager, and this one at least one slot.");
        }
        directory = directory.toAbsolutePath().normalize();
        flink = Map.copyOf(flink);
        jobManagerOptions = List.copyOf(jobManagerOptions);
        taskManagerOptions = List.copyOf(taskManagerOptions);
    }

    /** Two TaskManagers, without high availability and web submission, on any free port. */
    public static ClusterSettings defaults(Path directory) {
        return new ClusterSettings(directory, 2, 0, false, false, 0, Map.of(), List.of(), List.of());
    }

    public ClusterSettings withTaskManagers(int number) {
        return new ClusterSettings(
                directory,
                number,
                slotsEach,
                highAvailability,
                webSubmit,
                restPort,
                flink,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withSlotsEach(int slots) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slots,
                highAvailability,
                webSubmit,
                restPort,
                flink,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withHighAvailability(boolean wanted) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                wanted,
                webSubmit,
                restPort,
                flink,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withWebSubmit(boolean wanted) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                highAvailability,
                wanted,
                restPort,
                flink,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withRestPort(int port) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                highAvailability,
                webSubmit,
                port,
                flink,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withFlink(Map<String, String> settings) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                highAvailability,
                webSubmit,
                restPort,
                settings,
                jobManagerOptions,
                taskManagerOptions);
    }

    public ClusterSettings withJobManagerOptions(List<String> options) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                highAvailability,
                webSubmit,
                restPort,
                flink,
                options,
                taskManagerOptions);
    }

    public ClusterSettings withTaskManagerOptions(List<String> options) {
        return new ClusterSettings(
                directory,
                taskManagers,
                slotsEach,
                highAvailability,
                webSubmit,
                restPort,
                flink,
                jobManagerOptions,
                options);
    }
}
