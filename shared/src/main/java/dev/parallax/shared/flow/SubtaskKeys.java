package dev.parallax.shared.flow;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Keys that lead through a {@code keyBy} to a subtask of choice, where the next operator has the same parallelism as this one. */
final class SubtaskKeys {
    private SubtaskKeys() {}

    /** For each subtask of the task's own parallelism, a key that leads to it. */
    static String[] of(TaskInfo task) {
        int parallelism = task.getNumberOfParallelSubtasks();
        int maxParallelism = task.getMaxNumberOfParallelSubtasks();
        String[] keys = new String[parallelism];
        int found = 0;
        for (int candidate = 0; found < parallelism; candidate++) {
            String key = "\u0000" + candidate;
            int subtask = KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, parallelism);
            if (keys[subtask] == null) {
                keys[subtask] = key;
                found++;
            }
        }
        return keys;
    }
}
