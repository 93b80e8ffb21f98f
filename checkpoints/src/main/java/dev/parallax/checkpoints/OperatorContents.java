package dev.parallax.checkpoints;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** What a checkpoint says of an operator. */
public final class OperatorContents {
    private final OperatorState state;
    private final StateFiles files;

    OperatorContents(OperatorState state, StateFiles files) {
        this.state = state;
        this.files = files;
    }

    /** Its name in the job; empty in checkpoints of Flink before 2. */
    public Optional<String> name() {
        return state.getOperatorName();
    }

    /** The uid that its program gave it; empty if it gave it none, and in checkpoints of Flink before 2. */
    public Optional<String> uid() {
        return state.getOperatorUid();
    }

    /** What Flink finds it by: a hash of the uid, 32 hexadecimal digits. */
    public String id() {
        return state.getOperatorID().toHexString();
    }

    /** How people call it: by its uid if it has one, else by its name, else by its id. */
    public String title() {
        return uid().or(this::name).orElseGet(this::id);
    }

    boolean isCalled(String called) {
        return Objects.equals(uid().orElse(null), called)
                || Objects.equals(name().orElse(null), called)
                || id().equals(called);
    }

    /** In how many subtasks it ran. */
    public int parallelism() {
        return state.getParallelism();
    }

    /** How many key groups it has. */
    public int maxParallelism() {
        return state.getMaxParallelism();
    }

    /** Whether all its subtasks had ended, so that it has no state. */
    public boolean isFinished() {
        return state.isFullyFinished();
    }

    /** In bytes, with what it shares with other checkpoints. */
    public long size() {
        return state.getStateSize();
    }

    /** In bytes, what was written for this checkpoint alone. */
    public long ownSize() {
        return state.getCheckpointedSize();
    }

    void requireFiles() {
        for (OperatorSubtaskState subtask : state.getStates()) {
            Stream.concat(subtask.getManagedOperatorState().stream(), subtask.getRawOperatorState().stream())
                    .map(OperatorStateHandle::getDelegateStateHandle)
                    .forEach(files::require);
            Stream.concat(subtask.getManagedKeyedState().stream(), subtask.getRawKeyedState().stream())
                    .flatMap(OperatorContents::parts)
                    .forEach(files::require);
        }
    }

    private static Stream<StreamStateHandle> parts(KeyedStateHandle handle) {
        if (handle instanceof KeyGroupsStateHandle one) {
            return Stream.of(one.getDelegateStateHandle());
        }
        if (handle instanceof IncrementalRemoteKeyedStateHandle rocks) {
            return Stream.concat(
                    Stream.of(rocks.getMetaDataStateHandle()),
                    Stream.concat(rocks.getSharedState().stream(), rocks.getPrivateState().stream())
                            .map(HandleAndLocalPath::getHandle));
        }
        return Stream.empty();
    }

    OperatorState state() {
        return state;
    }

    StateFiles files() {
        return files;
    }
}
