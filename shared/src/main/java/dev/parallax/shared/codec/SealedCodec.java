package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes which of the permitted records follows, then that record. */
final class SealedCodec<T> implements Codec<T> {
    private static final int NULL = -1;

    private final Map<Class<?>, Integer> tags = new HashMap<>();
    private final List<Codec<Object>> records = new ArrayList<>();
    private final StringBuilder schema = new StringBuilder();

    @SuppressWarnings("unchecked")
    SealedCodec(Class<T> type, Class<?> typeArgument) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Codec<?> codec = Codecs.derive(permitted, typeArgument);
            tags.put(permitted, records.size());
            records.add((Codec<Object>) codec);
            schema.append(schema.isEmpty() ? "" : "|").append(codec.schema());
        }
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
            return;
        }
        int tag = tags.get(value.getClass());
        out.writeByte(tag);
        records.get(tag).write(value, out);
    }

    @Override
    public T read(DataInput in) throws IOException {
        int tag = in.readByte();
        if (tag == NULL) {
            return null;
        }
        @SuppressWarnings("unchecked")
        T value = (T) records.get(tag).read(in);
        return value;
    }

    @Override
    public String schema() {
        return "(" + schema + ")";
    }
}
