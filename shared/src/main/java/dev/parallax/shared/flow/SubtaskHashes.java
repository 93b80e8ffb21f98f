package dev.parallax.shared.flow;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Hashes that lead through a {@code keyBy} to a subtask of choice, where the next operator has the same parallelism as this one. */
final class SubtaskHashes {
    private SubtaskHashes() {}

    /** For each subtask of the task's own parallelism, a hash that leads to it. */
    static int[] of(TaskInfo task) {
        int parallelism = task.getNumberOfParallelSubtasks();
        int maxParallelism = task.getMaxNumberOfParallelSubtasks();
        int[] hashes = new int[parallelism];
        Set<Integer> found = new HashSet<>();
        for (int hash = 0; found.size() < parallelism; hash++) {
            int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(hash, maxParallelism, parallelism);
            if (found.add(subtask)) {
                hashes[subtask] = hash;
            }
        }
        return hashes;
    }
}
