package dev.parallax.shared.flow;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * What a checkpoint remembers of a {@link RecordSerializer}: which type, and its schema. State is read back where the schema is the same; where it is
 * not, Flink refuses the checkpoint before anything is lost.
 */
public final class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private RecordSerializer<T> serializer;
    private String schema;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public RecordSerializerSnapshot() {}

    RecordSerializerSnapshot(RecordSerializer<T> serializer) {
        this.serializer = serializer;
        this.schema = serializer.codec().schema();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(serializer.type().getName());
        out.writeUTF(
                serializer.typeArgument() == null
                        ? ""
                        : serializer.typeArgument().getName());
        out.writeUTF(schema);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        Class<? super T> type = (Class<? super T>) InstantiationUtil.resolveClassByName(in, classLoader);
        String typeArgument = in.readUTF();
        try {
            serializer = new RecordSerializer<>(
                    type, typeArgument.isEmpty() ? null : Class.forName(typeArgument, false, classLoader));
        } catch (ClassNotFoundException e) {
            throw new IOException(
                    "The checkpoint needs the class " + typeArgument + ", which is not on the class path.", e);
        }
        schema = in.readUTF();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> oldSnapshot) {
        return oldSnapshot instanceof RecordSerializerSnapshot<T> old && old.schema.equals(schema)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
