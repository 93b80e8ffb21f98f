package dev.parallax.processes;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of a cluster, as it was just now.
 *
 * @param name like {@code taskmanager-1}
 * @param state how it is
 * @param pid its number; 0 if it has ended
 * @param residentBytes memory that it holds; 0 where the system does not say
 * @param address where it is reached, {@code HOST:PORT}; of a TaskManager, which nobody but Flink speaks to, an empty text
 * @param log its standard output and error
 */
public record ClusterMember(String name, State state, long pid, long residentBytes, String address, Path log) {
    /** How a process is. */
    public enum State {
        /** It does what it is there for. */
        RUNNING,
        /** It is there, but the JobManager has not heard from it, or does not answer itself. */
        SILENT,
        /** It was stopped by a signal, and can be told to go on. */
        PAUSED,
        /** It is gone, and nobody has ended it by a command. */
        ENDED
    }

    /** What its log gives as the last thing that went wrong. */
    public Optional<String> lastProblem() {
        return LogFile.lastProblem(log);
    }
}
