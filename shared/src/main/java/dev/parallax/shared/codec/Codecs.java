package dev.parallax.shared.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;

/** Finds the codec for a Java type. */
final class Codecs {
    private Codecs() {}

    static Codec<?> derive(Type type, Class<?> typeArgument) {
        if (type instanceof TypeVariable<?>) {
            if (typeArgument == null) {
                throw new IllegalArgumentException("No type is given for the type variable " + type + ".");
            }
            return derive(typeArgument, null);
        }
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == java.util.List.class
                    ? new ListCodec<>(derive(generic.getActualTypeArguments()[0], typeArgument))
                    : derive(generic.getRawType(), typeArgument);
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
            if (plain.isRecord()) {
                return new RecordCodec<>(plain, typeArgument);
            }
            if (plain.isSealed() && plain.isInterface()) {
                return new SealedCodec<>(plain, typeArgument);
            }
        }
        String what = type instanceof GenericArrayType ? "the array " + type : type.getTypeName();
        throw new IllegalArgumentException(
                "A value of " + what + " cannot be written: use numbers, booleans, String, byte[], enums, "
                        + "records, sealed interfaces of records, and lists of them.");
    }
}
