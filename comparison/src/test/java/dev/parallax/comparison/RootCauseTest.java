package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.architectures.cluster.RootCause;
import org.junit.jupiter.api.Test;

/** What a user is told of what Flink or the JVM only names. */
class RootCauseTest {
    @Test
    void aFullHeapIsSaidWithWhatToDo() {
        assertThat(RootCause.of(new RuntimeException(new OutOfMemoryError("Java heap space"))))
                .isEqualTo(
                        "A task ran out of memory (Java heap space): give it more, on a mini-cluster with PARALLAX_HEAP and on a cluster"
                                + " with taskmanager.memory.task.heap.size, or let a cluster keep the state on disk with state.backend.type: rocksdb.");
    }

    @Test
    void memoryOfAnotherKindIsLeftToTheJvmToSay() {
        assertThat(RootCause.of(new OutOfMemoryError("Metaspace"))).isEqualTo("OutOfMemoryError: Metaspace.");
    }

    @Test
    void checkpointsThatCannotBeWrittenAreSaidWithWhereToLook() {
        assertThat(
                        RootCause.of(
                                new RuntimeException(
                                        "Exceeded checkpoint tolerable failure threshold. The latest checkpoint failed due to Checkpoint Coordinator is suspending., view"
                                                + " the Checkpoint History tab or the Job Manager log to find out why continuous checkpoints failed.")))
                .startsWith("Its checkpoints could not be written")
                .contains("do JobManager and TaskManagers see the same directory", "is there memory enough");
    }
}
