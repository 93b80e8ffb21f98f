package dev.parallax.shared.flow;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Strings in the bytes of Flink's own {@link StringSerializer}; to a checkpoint the two are the same. */
final class TextSerializer extends ValueSerializer<String> {
    @Override
    public TypeSerializer<String> duplicate() {
        return new TextSerializer();
    }

    @Override
    void write(String text, DataOutputView target) throws IOException {
        StringValue.writeString(text, target);
    }

    @Override
    public String deserialize(DataInputView source) throws IOException {
        return StringValue.readString(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringValue.copyString(source, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextSerializer;
    }

    @Override
    public int hashCode() {
        return TextSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<String> snapshotConfiguration() {
        return StringSerializer.INSTANCE.snapshotConfiguration();
    }
}
