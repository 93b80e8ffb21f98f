package dev.parallax.shared.flow;

import dev.parallax.shared.codec.Evolution;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/**
 * What a checkpoint remembers of a {@link RecordSerializer}: which type, and its schema. State is read back where the schema is the same, or where an
 * {@link Evolution} leads from it to the present one; where none does, the checkpoint is refused.
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

    /** @throws IllegalStateException if the type has changed so that what was written cannot be read any more, with a sentence that says how */
    @Override
    public TypeSerializer<T> restoreSerializer() {
        // State on the heap is read before anybody asks whether that is compatible.
        if (schema.equals(serializer.codec().schema())) {
            return serializer;
        }
        List<String> conflicts = evolutionFrom(schema).conflicts();
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException(
                    "The checkpoint cannot be gone on from: " + String.join("; ", conflicts) + ".");
        }
        return serializer.reading(schema);
    }

    /** How what was written when {@code old} was remembered is read by this one's serializer. */
    public Evolution<T> evolutionFrom(RecordSerializerSnapshot<T> old) {
        return evolutionFrom(old.schema);
    }

    private Evolution<T> evolutionFrom(String old) {
        return Evolution.of(serializer.type(), serializer.typeArgument(), old);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> oldSnapshot) {
        if (!(oldSnapshot instanceof RecordSerializerSnapshot<T> old)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (old.schema.equals(schema)) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return evolutionFrom(old).conflicts().isEmpty()
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
