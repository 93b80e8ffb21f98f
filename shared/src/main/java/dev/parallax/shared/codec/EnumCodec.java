package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Writes an enum constant as its ordinal. */
final class EnumCodec<T> implements Codec<T> {
    private static final int NULL = -1;

    private final T[] constants;

    EnumCodec(Class<T> type) {
        this.constants = type.getEnumConstants();
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
        out.writeShort(value == null ? NULL : ((Enum<?>) value).ordinal());
    }

    @Override
    public T read(DataInput in) throws IOException {
        int ordinal = in.readShort();
        return ordinal == NULL ? null : constants[ordinal];
    }

    @Override
    public void copy(DataInput in, DataOutput out) throws IOException {
        out.writeShort(in.readShort());
    }

    @Override
    public String schema() {
        return "enum"
                + Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList();
    }
}
