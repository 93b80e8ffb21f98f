package dev.parallax.shared.flow;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** A Flink serializer of values that never change: a copy is the same object. */
abstract class ValueSerializer<T> extends TypeSerializer<T> {
    private transient DataOutputSerializer buffer;

    abstract void write(T value, DataOutputView target) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        if (!(target instanceof DataOutputViewStreamWrapper)) {
            write(value, target);
            return;
        }
        // A checkpoint's stream takes a lock for each byte of a number, and for each character.
        if (buffer == null) {
            buffer = new DataOutputSerializer(64);
        }
        buffer.clear();
        write(value, buffer);
        target.write(buffer.getSharedBuffer(), 0, buffer.length());
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T createInstance() {
        return null;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }
}
