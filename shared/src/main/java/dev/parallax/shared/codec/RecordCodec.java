package dev.parallax.shared.codec;

import static java.lang.invoke.MethodType.methodType;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a record's components one after the other.
 *
 * <p>The components' readers and writers are composed into one method handle each when the codec is made: the machine
 * compiles it like a method written by hand, without boxing.
 */
final class RecordCodec<T> implements Codec<T> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    /** With the bytes that a value of them takes. */
    private static final Map<Class<?>, Integer> PRIMITIVES =
            Map.of(int.class, Integer.BYTES, long.class, Long.BYTES, double.class, Double.BYTES, boolean.class, 1);

    private final MethodHandle writer; // (Object, DataOutput) -> void
    private final MethodHandle reader; // (DataInput) -> Object
    private final String schema;
    private final List<Part> parts = new ArrayList<>();

    /**
     * What lies in a record's bytes between two others.
     *
     * @param length of primitives, one behind the other
     * @param codec of the reference behind them; null at the end
     */
    private record Part(int length, Codec<?> codec) {}

    RecordCodec(Class<T> type, Class<?> typeArgument, Set<Class<?>> within) {
        RecordComponent[] components = type.getRecordComponents();
        List<MethodHandle> writers = new ArrayList<>();
        List<MethodHandle> readers = new ArrayList<>();
        int primitives = 0;
        StringBuilder described = new StringBuilder(type.getSimpleName()).append('{');
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, LOOKUP);
            for (RecordComponent component : components) {
                Class<?> raw = component.getType();
                MethodHandle write;
                MethodHandle read;
                String componentSchema;
                if (PRIMITIVES.containsKey(raw)) {
                    primitives += PRIMITIVES.get(raw);
                    String name = Character.toUpperCase(raw.getName().charAt(0))
                            + raw.getName().substring(1);
                    write = LOOKUP.findVirtual(DataOutput.class, "write" + name, methodType(void.class, raw));
                    read = LOOKUP.findVirtual(DataInput.class, "read" + name, methodType(raw));
                    componentSchema = raw.getName();
                    write = MethodHandles.permuteArguments(write, methodType(void.class, raw, DataOutput.class), 1, 0);
                } else {
                    Codec<?> codec = Codecs.derive(component.getGenericType(), typeArgument, within);
                    write = LOOKUP.findVirtual(
                                    Codec.class, "write", methodType(void.class, Object.class, DataOutput.class))
                            .bindTo(codec)
                            .asType(methodType(void.class, raw, DataOutput.class));
                    read = LOOKUP.findVirtual(Codec.class, "read", methodType(Object.class, DataInput.class))
                            .bindTo(codec)
                            .asType(methodType(raw, DataInput.class));
                    componentSchema = codec.schema();
                    parts.add(new Part(primitives, codec));
                    primitives = 0;
                }
                writers.add(MethodHandles.filterArguments(write, 0, lookup.unreflect(component.getAccessor())));
                readers.add(read);
                described
                        .append(component.getName())
                        .append(':')
                        .append(componentSchema)
                        .append(';');
            }
            writer = inOrder(type, writers);
            reader = constructing(
                    lookup.findConstructor(
                            type,
                            methodType(
                                    void.class,
                                    Arrays.stream(components)
                                            .map(RecordComponent::getType)
                                            .toArray(Class<?>[]::new))),
                    readers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be written: its record, or the package it is in, is closed to Parallax.",
                    e);
        }
        parts.add(new Part(primitives, null));
        schema = described.append('}').toString();
    }

    /** One handle (Object, DataOutput) that calls each of the writers (T, DataOutput) in turn. */
    private static MethodHandle inOrder(Class<?> type, List<MethodHandle> writers) {
        MethodHandle all = MethodHandles.empty(methodType(void.class, type, DataOutput.class));
        for (int i = writers.size() - 1; i >= 0; i--) {
            all = MethodHandles.foldArguments(all, writers.get(i));
        }
        return all.asType(methodType(void.class, Object.class, DataOutput.class));
    }

    /** One handle (DataInput) that reads each component in turn, then calls the constructor. */
    private static MethodHandle constructing(MethodHandle constructor, List<MethodHandle> readers) {
        MethodHandle all = MethodHandles.dropArguments(constructor, readers.size(), DataInput.class);
        for (int i = readers.size() - 1; i >= 0; i--) {
            all = MethodHandles.foldArguments(all, i, readers.get(i));
        }
        return all.asType(MethodType.methodType(Object.class, DataInput.class));
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        try {
            writer.invokeExact((Object) value, out);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public T read(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        try {
            return (T) (Object) reader.invokeExact(in);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void copy(DataInput in, DataOutput out) throws IOException {
        boolean isThere = in.readBoolean();
        out.writeBoolean(isThere);
        if (!isThere) {
            return;
        }
        for (Part part : parts) {
            Scalars.copyBytes(part.length(), in, out);
            if (part.codec() != null) {
                part.codec().copy(in, out);
            }
        }
    }

    @Override
    public String schema() {
        return schema;
    }
}
