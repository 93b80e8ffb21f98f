package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A Flink serializer by {@link Codec}. Records are immutable: a copy is the same object.
 *
 * @param <T> the type
 */
final class RecordSerializer<T> extends TypeSerializer<T> {
    private final Class<? super T> type;
    private final Class<?> typeArgument;
    private transient Codec<T> codec;

    RecordSerializer(Class<? super T> type, Class<?> typeArgument) {
        this.type = type;
        this.typeArgument = typeArgument;
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
        return this; // a codec holds no state
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
        codec().write(record, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return codec().read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordSerializer<?> that
                && type == that.type
                && Objects.equals(typeArgument, that.typeArgument);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, typeArgument);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new RecordSerializerSnapshot<>(this);
    }
}
