package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Codec;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Tells Flink how to serialize a record or a sealed interface of records: with the {@link Codec} derived from it.
 *
 * @param <T> the type
 */
public final class RecordTypeInformation<T> extends TypeInformation<T> {
    private final Class<? super T> type;
    private final Class<?> typeArgument;

    private RecordTypeInformation(Class<? super T> type, Class<?> typeArgument) {
        this.type = type;
        this.typeArgument = typeArgument;
    }

    /** See {@link Codec#of(Class, Class)} for the arguments. */
    public static <T> RecordTypeInformation<T> of(Class<? super T> type, Class<?> typeArgument) {
        return new RecordTypeInformation<>(type, typeArgument);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<T> getTypeClass() {
        return (Class<T>) type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new RecordSerializer<>(type, typeArgument);
    }

    @Override
    public String toString() {
        return "Record<" + type.getSimpleName() + (typeArgument == null ? "" : ", " + typeArgument.getSimpleName())
                + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordTypeInformation<?> that
                && type == that.type
                && Objects.equals(typeArgument, that.typeArgument);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, typeArgument);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RecordTypeInformation<?>;
    }
}
