package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a list as its length and its elements. */
final class ListCodec<T> implements Codec<List<T>> {
    private static final int NULL = -1;

    private final Codec<T> elements;

    ListCodec(Codec<T> elements) {
        this.elements = elements;
    }

    @Override
    public void write(List<T> value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeInt(NULL);
            return;
        }
        out.writeInt(value.size());
        for (T element : value) {
            elements.write(element, out);
        }
    }

    @Override
    public List<T> read(DataInput in) throws IOException {
        int size = in.readInt();
        if (size == NULL) {
            return null;
        }
        List<T> value = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            value.add(elements.read(in));
        }
        return Collections.unmodifiableList(value);
    }

    @Override
    public void copy(DataInput in, DataOutput out) throws IOException {
        int size = in.readInt();
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            elements.copy(in, out);
        }
    }

    @Override
    public String schema() {
        return "list<" + elements.schema() + ">";
    }
}
