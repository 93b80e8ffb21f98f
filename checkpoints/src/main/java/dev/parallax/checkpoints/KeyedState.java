package dev.parallax.checkpoints;

import java.io.IOException;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * A state that is kept by key, as a checkpoint describes it.
 *
 * @param name its name
 * @param kind how its values are kept
 * @param key of Flink's key
 * @param namespace what further divides a key's state; of timers too
 * @param mapKey of a map; null otherwise
 * @param value of a map its values, of a list its elements; null of timers
 */
record KeyedState(
        String name, Kind kind, ValueReader key, ValueReader namespace, ValueReader mapKey, ValueReader value) {
    enum Kind {
        VALUE("value"),
        LIST("list by key"),
        MAP("map"),
        TIMERS("timers");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** @param key what wrote the keys of all states of the operator */
    static KeyedState of(StateMetaInfoSnapshot state, TypeSerializerSnapshot<?> key) throws IOException {
        if (state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE) {
            TypeSerializerSnapshot<?>[] timer =
                    nested(state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER), 2);
            return new KeyedState(
                    state.getName(), Kind.TIMERS, ValueReader.of(timer[0]), ValueReader.of(timer[1]), null, null);
        }
        ValueReader keys = ValueReader.of(key);
        ValueReader namespace =
                ValueReader.of(state.getTypeSerializerSnapshot(CommonSerializerKeys.NAMESPACE_SERIALIZER));
        TypeSerializerSnapshot<?> value = state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
        String type = String.valueOf(state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE));
        if (type.equals(StateDescriptor.Type.MAP.toString())) {
            TypeSerializerSnapshot<?>[] map = nested(value, 2);
            return new KeyedState(
                    state.getName(), Kind.MAP, keys, namespace, ValueReader.of(map[0]), ValueReader.of(map[1]));
        }
        if (type.equals(StateDescriptor.Type.LIST.toString())) {
            return new KeyedState(
                    state.getName(), Kind.LIST, keys, namespace, null, ValueReader.of(nested(value, 1)[0]));
        }
        return new KeyedState(state.getName(), Kind.VALUE, keys, namespace, null, ValueReader.of(value));
    }

    private static TypeSerializerSnapshot<?>[] nested(TypeSerializerSnapshot<?> snapshot, int expected)
            throws IOException {
        if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite
                && composite.getNestedSerializerSnapshots().length >= expected) {
            return composite.getNestedSerializerSnapshots();
        }
        throw new IOException("it is of a kind that is not known here");
    }

    /** Whether a key and a namespace can only be told apart by a length behind each of them. */
    boolean isAmbiguous() {
        return key.length() < 0 && namespace.length() < 0;
    }
}
