package dev.parallax.checkpoints;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * The state that an operator keeps by key, entry by entry: as the heap backend writes it, as RocksDB does, and as either does in a savepoint in canonical
 * format. No more of it is in memory than one entry.
 */
final class KeyedStates {
    private final OperatorContents operator;
    private final Path temporary;

    /**
     * The state of an operator.
     *
     * @param temporary an empty directory of its own, for RocksDB
     */
    KeyedStates(OperatorContents operator, Path temporary) {
        this.operator = operator;
        this.temporary = temporary;
    }

    /** Takes one entry after the other. */
    @FunctionalInterface
    interface Visitor {
        /** There is a state of that name, perhaps without an entry. */
        default void begin(String state, KeyedState.Kind kind) {}

        /**
         * @param kind what it is an entry of
         * @param bytes what it takes, before compression
         */
        void visit(KeyedState.Kind kind, int keyGroup, KeyedEntry entry, long bytes);
    }

    /** What is wanted of the state. */
    interface Choice {
        /** Whether entries of the state of that name are wanted. */
        default boolean state(String name) {
            return true;
        }

        /** Whether those of that key group are. */
        default boolean keyGroup(int number) {
            return true;
        }

        /** Whether their values are. */
        default boolean values() {
            return true;
        }
    }

    /** Reads what the state of one handle holds. */
    interface Format {
        void read(Choice choice, Visitor visitor) throws Exception;
    }

    boolean isKept() {
        return handles().findAny().isPresent();
    }

    private Stream<KeyedStateHandle> handles() {
        return operator.state().getStates().stream()
                .map(OperatorSubtaskState::getManagedKeyedState)
                .flatMap(handles -> handles.stream());
    }

    /** @throws UnreadableCheckpoint if it cannot be read */
    void scan(Choice choice, Visitor visitor) {
        for (KeyedStateHandle handle : handles().toList()) {
            try {
                format(handle).read(choice, visitor);
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("The command is ending already.");
                }
                throw operator.files().problem("The state by key of " + operator.title(), place(handle), e);
            }
        }
    }

    private static StreamStateHandle place(KeyedStateHandle handle) {
        if (handle instanceof KeyGroupsStateHandle one) {
            return one.getDelegateStateHandle();
        }
        return handle instanceof IncrementalRemoteKeyedStateHandle rocks ? rocks.getMetaDataStateHandle() : null;
    }

    private Format format(KeyedStateHandle handle) throws IOException {
        if (handle instanceof KeyGroupsSavepointStateHandle savepoint) {
            return new SavepointFormat(operator, savepoint);
        }
        if (handle instanceof KeyGroupsStateHandle heap) {
            return new HeapFormat(operator, heap);
        }
        if (handle instanceof IncrementalRemoteKeyedStateHandle rocks) {
            return new RocksFormat(operator, rocks, temporary);
        }
        throw new IOException(
                "it is of a kind that is not known here (" + handle.getClass().getSimpleName() + ")");
    }

    /** What stands before the entries. */
    record Header(List<KeyedState> states, boolean compressed) {
        static Header read(OperatorContents operator, StreamStateHandle handle) throws IOException {
            try (InputStream in = new BufferedInputStream(operator.files().open(handle))) {
                KeyedBackendSerializationProxy<?> header =
                        new KeyedBackendSerializationProxy<>(KeyedStates.class.getClassLoader());
                header.read(new DataInputViewStreamWrapper(in));
                List<KeyedState> states = new ArrayList<>();
                for (StateMetaInfoSnapshot state : header.getStateMetaInfoSnapshots()) {
                    states.add(KeyedState.of(state, header.getKeySerializerSnapshot()));
                }
                return new Header(states, header.isUsingKeyGroupCompression());
            }
        }

        KeyedState state(int number) throws IOException {
            if (number < 0 || number >= states.size()) {
                throw new IOException("it holds a state that it does not name");
            }
            return states.get(number);
        }
    }
}
