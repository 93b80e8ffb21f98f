package dev.parallax.shared.flow;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Hashes that lead through a {@code keyBy} to a subtask of choice, where the next operator has the same parallelism as this one. A batch job, which sorts by the hash's bytes, each with
 * its sign, hands out what has one of them before everything else.
 */
final class SubtaskHashes {
    /** In each byte the least. */
    private static final int FIRST = 0x80808080;

    private static final int BITS = 16;

    private SubtaskHashes() {}

    /** Whether a hash may be one of them. */
    static boolean isOne(int hash) {
        return (hash ^ FIRST) >>> BITS == 0;
    }

    /** For each subtask of the task's own parallelism, a hash that leads to it. */
    static int[] of(TaskInfo task) {
        int parallelism = task.getNumberOfParallelSubtasks();
        int maxParallelism = task.getMaxNumberOfParallelSubtasks();
        int[] hashes = new int[parallelism];
        Set<Integer> found = new HashSet<>();
        for (int number = 0; found.size() < parallelism; number++) {
            int hash = FIRST ^ number;
            int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(hash, maxParallelism, parallelism);
            if (found.add(subtask)) {
                hashes[subtask] = hash;
            }
        }
        return hashes;
    }
}
