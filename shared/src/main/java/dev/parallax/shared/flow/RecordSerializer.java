package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.codec.Evolution;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * A Flink serializer by {@link Codec}. Records are immutable: a copy is the same object.
 *
 * @param <T> the type
 */
final class RecordSerializer<T> extends TypeSerializer<T> {
    private final Class<? super T> type;
    private final Class<?> typeArgument;
    private final String writtenAs;
    private transient Codec<T> codec;
    private transient Evolution<T> evolution;
    private transient DataOutputSerializer buffer;

    RecordSerializer(Class<? super T> type, Class<?> typeArgument) {
        this(type, typeArgument, null);
    }

    private RecordSerializer(Class<? super T> type, Class<?> typeArgument, String writtenAs) {
        this.type = type;
        this.typeArgument = typeArgument;
        this.writtenAs = writtenAs;
    }

    /** One that reads what was written with another schema, and writes the type as it is now. */
    RecordSerializer<T> reading(String schema) {
        return new RecordSerializer<>(type, typeArgument, schema);
    }

    Class<? super T> type() {
        return type;
    }

    Class<?> typeArgument() {
        return typeArgument;
    }

    Codec<T> codec() {
        if (codec == null) {
            codec = Codec.of(type, typeArgument);
        }
        return codec;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        RecordSerializer<T> duplicate = new RecordSerializer<>(type, typeArgument, writtenAs);
        duplicate.codec = codec; // it holds no state
        return duplicate;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        if (!(target instanceof DataOutputViewStreamWrapper)) {
            codec().write(record, target);
            return;
        }
        // A checkpoint's stream takes a lock for each byte of a number.
        if (buffer == null) {
            buffer = new DataOutputSerializer(64);
        }
        buffer.clear();
        codec().write(record, buffer);
        target.write(buffer.getSharedBuffer(), 0, buffer.length());
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return writtenAs == null ? codec().read(source) : evolution().read(source);
    }

    private Evolution<T> evolution() {
        if (evolution == null) {
            evolution = Evolution.of(type, typeArgument, writtenAs);
        }
        return evolution;
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        if (writtenAs == null) {
            codec().copy(source, target);
        } else {
            serialize(deserialize(source), target);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordSerializer<?> that
                && type == that.type
                && Objects.equals(typeArgument, that.typeArgument)
                && Objects.equals(writtenAs, that.writtenAs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, typeArgument, writtenAs);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new RecordSerializerSnapshot<>(this);
    }
}
