package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes which of the permitted records follows, then that record. */
final class SealedCodec<T> implements Codec<T> {
    private static final int NULL = -1;

    private final Map<Class<?>, Integer> tags = new HashMap<>();
    private final List<Codec<Object>> records = new ArrayList<>();
    private final StringBuilder schema = new StringBuilder();

    SealedCodec(Class<T> type, Class<?> typeArgument, Set<Class<?>> within) {
        add(type, typeArgument, within);
    }

    /** Its records, and those of the sealed interfaces among them. */
    @SuppressWarnings("unchecked")
    private void add(Class<?> type, Class<?> typeArgument, Set<Class<?>> within) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                add(permitted, typeArgument, within);
            } else {
                Codec<?> codec = Codecs.derive(permitted, typeArgument, within);
                tags.put(permitted, records.size());
                records.add((Codec<Object>) codec);
                schema.append(schema.isEmpty() ? "" : "|").append(codec.schema());
            }
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
    public void copy(DataInput in, DataOutput out) throws IOException {
        int tag = in.readByte();
        out.writeByte(tag);
        if (tag != NULL) {
            records.get(tag).copy(in, out);
        }
    }

    @Override
    public String schema() {
        return "(" + schema + ")";
    }
}
