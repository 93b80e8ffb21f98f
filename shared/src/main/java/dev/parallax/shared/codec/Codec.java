package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bytes for values of one type, derived from the type.
 *
 * @param <T> records, or a sealed interface of records
 */
public interface Codec<T> {
    /** Writes {@code value}, which may be null. */
    void write(T value, DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote. */
    T read(DataInput in) throws IOException;

    /** Writes what it reads, and makes no value of it. */
    void copy(DataInput in, DataOutput out) throws IOException;

    /** Names and types of everything that is written, in order: equal schemas read each other's bytes. */
    String schema();

    /**
     * The codec of a record or of a sealed interface of records.
     *
     * @param type its components are {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, {@code byte[]}, enums,
     *     records, sealed interfaces of records, and lists of records; a reference may be null
     * @param typeArgument what a type variable of the type stands for; null if it has none
     * @throws IllegalArgumentException if a component has another type
     */
    @SuppressWarnings("unchecked")
    static <T> Codec<T> of(Class<? super T> type, Class<?> typeArgument) {
        return (Codec<T>) Codecs.derive(type, typeArgument);
    }

    /** The codec of a type without type variables. */
    static <T> Codec<T> of(Class<T> type) {
        return of(type, null);
    }
}
