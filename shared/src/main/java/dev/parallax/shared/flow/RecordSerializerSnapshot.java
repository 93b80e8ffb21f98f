package dev.parallax.shared.flow;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint remembers of a {@link RecordSerializer}: which type, and its schema. State is read back where the schema is the same; where it is
 * not, Flink refuses the checkpoint before anything is lost.
 */
public final class RecordSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private RecordSerializer<T> serializer;
    private String schema;
    private Throwable missing;

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
        String type = in.readUTF();
        String typeArgument = in.readUTF();
        schema = in.readUTF();
        try {
            serializer = new RecordSerializer<>(
                    (Class<? super T>) Class.forName(type, false, classLoader),
                    typeArgument.isEmpty() ? null : Class.forName(typeArgument, false, classLoader));
        } catch (ClassNotFoundException | LinkageError e) {
            // Whoever only looks at the checkpoint does without it.
            missing = e;
        }
    }

    /** Names and types of everything in the state, as {@link dev.parallax.shared.codec.Codec#schema()} has them. */
    public String schema() {
        return schema;
    }

    /** @throws IllegalStateException if its class is not on the class path, with a sentence */
    @Override
    public TypeSerializer<T> restoreSerializer() {
        if (serializer == null) {
            throw new IllegalStateException(
                    "The checkpoint needs the class " + missing.getMessage() + ", which is not on the class path.",
                    missing);
        }
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> oldSnapshot) {
        return oldSnapshot instanceof RecordSerializerSnapshot<T> old && old.schema.equals(schema)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
