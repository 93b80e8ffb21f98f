package dev.parallax.shared.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the codec for a Java type. */
final class Codecs {
    private Codecs() {}

    static Codec<?> derive(Type type, Class<?> typeArgument) {
        return derive(type, typeArgument, Set.of());
    }

    /** @param within the records and interfaces that this one is a part of */
    static Codec<?> derive(Type type, Class<?> typeArgument, Set<Class<?>> within) {
        if (type instanceof TypeVariable<?>) {
            if (typeArgument == null) {
                throw new IllegalArgumentException("No type is given for the type variable " + type + ".");
            }
            return derive(typeArgument, null, within);
        }
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            return generic.getRawType() == List.class
                    ? new ListCodec<>(derive(argument, typeArgument, within))
                    : derive(generic.getRawType(), argument instanceof Class<?> own ? own : typeArgument, within);
        }
        if (type instanceof Class<?> plain) {
            if (plain == String.class) {
                return Scalars.TEXT;
            }
            if (plain == byte[].class) {
                return Scalars.BYTES;
            }
            if (plain.isEnum()) {
                return new EnumCodec<>(plain);
            }
            if (within.contains(plain)) {
                throw new IllegalArgumentException(
                        "A value of " + plain.getTypeName() + " cannot be written: it contains itself.");
            }
            Set<Class<?>> inside = new HashSet<>(within);
            inside.add(plain);
            if (plain.isRecord()) {
                return new RecordCodec<>(plain, typeArgument, inside);
            }
            if (plain.isSealed() && plain.isInterface()) {
                return new SealedCodec<>(plain, typeArgument, inside);
            }
        }
        throw new IllegalArgumentException(
                "A value of " + type.getTypeName() + " cannot be written: use numbers, booleans, String, byte[], "
                        + "enums, records, sealed interfaces of records, and lists of them.");
    }
}
