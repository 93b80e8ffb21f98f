package dev.parallax.shared.codec;

import java.io.DataInput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How values that were written by an earlier version of a type become values of the type as it is now. Components of records are found by their names,
 * constants of enums and records of sealed interfaces by theirs, whatever the order. A component that is new gets 0, {@code false}, an empty list, or else
 * null, in the place of which the record's compact constructor may put something else; what was in one that is gone is dropped. What cannot be read,
 * because it has another type or name now, is a conflict.
 *
 * @param <T> the type
 */
public final class Evolution<T> {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<Class<?>, Object> ABSENT =
            Map.of(int.class, 0, long.class, 0L, double.class, 0.0, boolean.class, false, List.class, List.of());

    private final Set<String> changes = new LinkedHashSet<>();
    private final Set<String> conflicts = new LinkedHashSet<>();
    private final Reading reading;

    private Evolution(Class<? super T> type, Class<?> typeArgument, String schema) {
        reading = reading(Schema.parse(schema), type, typeArgument, type.getSimpleName());
    }

    /**
     * From an older schema to the type as it is now; see {@link Codec#of(Class, Class)} for the other arguments.
     *
     * @throws IllegalArgumentException if that is no schema
     */
    public static <T> Evolution<T> of(Class<? super T> type, Class<?> typeArgument, String schema) {
        return new Evolution<>(type, typeArgument, schema);
    }

    /** What is new and what is gone, a sentence without its end for each, like {@code Total.refunds is new: 0 in older state}. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** Why older values cannot be read, a sentence without its end for each, like {@code Total.cents was long and is text now}; empty if they can. */
    public List<String> conflicts() {
        return List.copyOf(conflicts);
    }

    /**
     * Reads a value that was written with the older schema.
     *
     * @throws IllegalStateException if there are {@linkplain #conflicts() conflicts}
     */
    @SuppressWarnings("unchecked")
    public T read(DataInput in) throws IOException {
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException(String.join("; ", conflicts) + ".");
        }
        return (T) reading.read(in);
    }

    private interface Reading {
        Object read(DataInput in) throws IOException;
    }

    /** @param place what to call the value in a sentence */
    private Reading reading(Schema before, Type now, Class<?> typeArgument, String place) {
        if (now instanceof TypeVariable<?>) {
            return reading(before, typeArgument, null, place);
        }
        if (now instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == List.class) {
                return before instanceof Schema.Many many
                        ? list(reading(many.element(), argument, typeArgument, place))
                        : conflict(before, place, "a list");
            }
            return reading(before, generic.getRawType(), argument instanceof Class<?> own ? own : typeArgument, place);
        }
        Class<?> type = (Class<?>) now;
        if (type.isEnum()) {
            return before instanceof Schema.Constants constants
                    ? constant(constants, type, place)
                    : conflict(before, place, "an enum");
        }
        if (type.isRecord()) {
            return before instanceof Schema.Fields fields && fields.name().equals(type.getSimpleName())
                    ? record(fields, type, typeArgument)
                    : conflict(before, place, type.getSimpleName());
        }
        if (type.isInterface()) {
            return before instanceof Schema.OneOf oneOf
                    ? oneOf(oneOf, type, typeArgument, place)
                    : conflict(before, place, type.getSimpleName());
        }
        String name = scalar(type);
        return before instanceof Schema.Scalar scalar && scalar.name().equals(name)
                ? scalar(name)
                : conflict(before, place, name);
    }

    private Reading conflict(Schema before, String place, String now) {
        conflicts.add(place + " was " + called(before) + " and is " + now + " now");
        return in -> null;
    }

    private static String called(Schema schema) {
        if (schema instanceof Schema.Scalar scalar) {
            return scalar.name();
        }
        if (schema instanceof Schema.Fields record) {
            return record.name();
        }
        if (schema instanceof Schema.Many) {
            return "a list";
        }
        return schema instanceof Schema.Constants ? "an enum" : "a sealed interface";
    }

    private static String scalar(Class<?> type) {
        return type == String.class ? "text" : type == byte[].class ? "bytes" : type.getName();
    }

    private static Reading scalar(String name) {
        return switch (name) {
            case "int" -> DataInput::readInt;
            case "long" -> DataInput::readLong;
            case "double" -> DataInput::readDouble;
            case "boolean" -> DataInput::readBoolean;
            case "text" -> Scalars.TEXT::read;
            default -> Scalars.BYTES::read;
        };
    }

    private static Reading list(Reading element) {
        return in -> {
            int size = in.readInt();
            if (size == Schema.NULL) {
                return null;
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                values.add(element.read(in));
            }
            return Collections.unmodifiableList(values);
        };
    }

    private Reading constant(Schema.Constants before, Class<?> type, String place) {
        Map<String, Object> now = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            now.put(((Enum<?>) constant).name(), constant);
        }
        for (String name : before.names()) {
            if (!now.containsKey(name)) {
                conflicts.add(place + " could be " + name + ", which " + type.getSimpleName() + " has no more");
            }
        }
        return in -> {
            int ordinal = in.readShort();
            return ordinal == Schema.NULL ? null : now.get(before.names().get(ordinal));
        };
    }

    private Reading oneOf(Schema.OneOf before, Class<?> type, Class<?> typeArgument, String place) {
        Map<String, Class<?>> now = new HashMap<>();
        permitted(type, now);
        List<Reading> readings = new ArrayList<>();
        for (Schema.Fields record : before.records()) {
            if (now.containsKey(record.name())) {
                readings.add(record(record, now.get(record.name()), typeArgument));
            } else {
                conflicts.add(
                        place + " could be " + record.name() + ", which " + type.getSimpleName() + " has no more");
            }
        }
        return in -> {
            int tag = in.readByte();
            return tag == Schema.NULL ? null : readings.get(tag).read(in);
        };
    }

    private static void permitted(Class<?> type, Map<String, Class<?>> records) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                permitted(permitted, records);
            } else {
                records.put(permitted.getSimpleName(), permitted);
            }
        }
    }

    private Reading record(Schema.Fields before, Class<?> type, Class<?> typeArgument) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Integer> places = new HashMap<>();
        Object[] absent = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            places.put(components[i].getName(), i);
            absent[i] = ABSENT.get(components[i].getType());
        }
        List<FieldReading> readings = new ArrayList<>();
        for (Schema.Field field : before.fields()) {
            Integer place = places.remove(field.name());
            String called = type.getSimpleName() + "." + field.name();
            if (place == null) {
                changes.add(called + " is gone, and what was in it is dropped");
                readings.add((in, values) -> field.type().skip(in));
            } else {
                Reading value = reading(field.type(), components[place].getGenericType(), typeArgument, called);
                readings.add((in, values) -> values[place] = value.read(in));
            }
        }
        Arrays.stream(components)
                .filter(component -> places.containsKey(component.getName()))
                .forEach(component -> changes.add(type.getSimpleName() + "." + component.getName() + " is new: "
                        + shown(absent[places.get(component.getName())]) + " in older state"));
        MethodHandle constructor = constructor(type, components);
        return in -> {
            if (!in.readBoolean()) {
                return null;
            }
            Object[] values = absent.clone();
            for (FieldReading field : readings) {
                field.read(in, values);
            }
            return made(constructor, values);
        };
    }

    private interface FieldReading {
        void read(DataInput in, Object[] values) throws IOException;
    }

    private static String shown(Object absent) {
        return absent instanceof List ? "empty" : String.valueOf(absent);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.privateLookupIn(type, LOOKUP)
                    .findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be read: its record, or the package it is in, is closed to Parallax.", e);
        }
    }

    private static Object made(MethodHandle constructor, Object[] values) throws IOException {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
