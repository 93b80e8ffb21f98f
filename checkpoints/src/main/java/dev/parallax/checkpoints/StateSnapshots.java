package dev.parallax.checkpoints;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/** How an operator's states were written: what a checkpoint remembers of their serializers. */
final class StateSnapshots {
    private StateSnapshots() {}

    /**
     * By the names of the states. All subtasks write alike.
     *
     * @param classes where the classes of the states are found
     * @throws MissingClass if one of them is not there
     */
    static Map<String, TypeSerializerSnapshot<?>> of(OperatorContents operator, ClassLoader classes)
            throws MissingClass {
        List<StateMetaInfoSnapshot> states = new ArrayList<>();
        for (OperatorSubtaskState subtask : operator.state().getStates()) {
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                states.addAll(keyed(operator, handle, classes));
            }
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                states.addAll(ofOperator(operator, handle.getDelegateStateHandle(), classes));
            }
        }
        Map<String, TypeSerializerSnapshot<?>> snapshots = new HashMap<>();
        for (StateMetaInfoSnapshot state : states) {
            TypeSerializerSnapshot<?> snapshot = state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
            if (snapshot != null) {
                snapshots.put(state.getName(), snapshot);
            }
        }
        return snapshots;
    }

    private static List<StateMetaInfoSnapshot> keyed(
            OperatorContents operator, KeyedStateHandle handle, ClassLoader classes) throws MissingClass {
        StreamStateHandle header;
        if (handle instanceof KeyGroupsStateHandle whole) {
            header = whole.getDelegateStateHandle();
        } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
            header = incremental.getMetaDataStateHandle();
        } else {
            return List.of();
        }
        KeyedBackendSerializationProxy<?> proxy = new KeyedBackendSerializationProxy<>(classes);
        read(operator, header, proxy::read);
        return proxy.getStateMetaInfoSnapshots();
    }

    private static List<StateMetaInfoSnapshot> ofOperator(
            OperatorContents operator, StreamStateHandle handle, ClassLoader classes) throws MissingClass {
        OperatorBackendSerializationProxy proxy = new OperatorBackendSerializationProxy(classes);
        read(operator, handle, proxy::read);
        return proxy.getOperatorStateMetaInfoSnapshots();
    }

    private interface Header {
        void read(DataInputViewStreamWrapper in) throws IOException;
    }

    private static void read(OperatorContents operator, StreamStateHandle handle, Header header) throws MissingClass {
        try (FSDataInputStream in = operator.files().open(handle)) {
            header.read(new DataInputViewStreamWrapper(in));
        } catch (IOException | RuntimeException | LinkageError e) {
            throwIfMissing(e);
            throw operator.files().problem("The state of " + operator.title(), e);
        }
    }

    private static void throwIfMissing(Throwable problem) throws MissingClass {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassNotFoundException) {
                throw new MissingClass(String.valueOf(cause.getMessage()), problem);
            }
        }
    }
}
