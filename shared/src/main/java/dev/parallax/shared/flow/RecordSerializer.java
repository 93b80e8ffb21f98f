package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import dev.parallax.shared.codec.Evolution;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer by {@link Codec}.
 *
 * @param <T> the type
 */
final class RecordSerializer<T> extends ValueSerializer<T> {
    private final Class<? super T> type;
    private final Class<?> typeArgument;
    private final String writtenAs;
    private transient Codec<T> codec;
    private transient Evolution<T> evolution;

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
    public TypeSerializer<T> duplicate() {
        RecordSerializer<T> duplicate = new RecordSerializer<>(type, typeArgument, writtenAs);
        duplicate.codec = codec; // it holds no state
        return duplicate;
    }

    @Override
    void write(T record, DataOutputView target) throws IOException {
        codec().write(record, target);
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
