package dev.parallax.shared.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.Locale;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Records of Parquet as JSON objects. Lists and maps are those of Parquet's LogicalTypes.md, its rules for older files among them. */
final class ParquetJson {
    private static final long SECONDS_A_DAY = 86_400;

    private final RecordJson json;

    private ParquetJson(RecordJson json) {
        this.json = json;
    }

    static InputRecord of(Group record, GroupType type, Utf8 utf8) throws IOException {
        RecordJson json = new RecordJson(utf8);
        new ParquetJson(json).writeObject(record, type);
        return json.finished();
    }

    private void writeObject(Group group, GroupType type) throws IOException {
        JsonGenerator structure = json.structure();
        structure.writeStartObject();
        for (int field = 0; field < type.getFieldCount(); field++) {
            int values = group.getFieldRepetitionCount(field);
            if (values > 0) {
                structure.writeFieldName(type.getFieldName(field));
                if (type.getType(field).isRepetition(Type.Repetition.REPEATED)) {
                    writeItems(group, field, type.getType(field), values);
                } else {
                    write(group, field, 0, type.getType(field));
                }
            }
        }
        structure.writeEndObject();
    }

    private void writeItems(Group group, int field, Type type, int values) throws IOException {
        json.structure().writeStartArray();
        for (int item = 0; item < values; item++) {
            write(group, field, item, type);
        }
        json.structure().writeEndArray();
    }

    private void write(Group group, int field, int index, Type type) throws IOException {
        if (type.isPrimitive()) {
            json.write(scalar(group, field, index, type));
        } else if (isList(type.asGroupType())) {
            writeList(group.getGroup(field, index), type.asGroupType());
        } else if (isMap(type.asGroupType())) {
            writeMap(group.getGroup(field, index), type.asGroupType().getType(0).asGroupType());
        } else {
            writeObject(group.getGroup(field, index), type.asGroupType());
        }
    }

    private static boolean isList(GroupType type) {
        return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation && hasOneRepeatedField(type);
    }

    private static boolean hasOneRepeatedField(GroupType type) {
        return type.getFieldCount() == 1 && type.getType(0).isRepetition(Type.Repetition.REPEATED);
    }

    private void writeList(Group list, GroupType type) throws IOException {
        Type repeated = type.getType(0);
        int items = list.getFieldRepetitionCount(0);
        if (isItem(repeated, type)) {
            writeItems(list, 0, repeated, items);
            return;
        }
        json.structure().writeStartArray();
        for (int item = 0; item < items; item++) {
            Group wrapped = list.getGroup(0, item);
            if (wrapped.getFieldRepetitionCount(0) == 0) {
                json.structure().writeNull();
            } else {
                write(wrapped, 0, 0, repeated.asGroupType().getType(0));
            }
        }
        json.structure().writeEndArray();
    }

    /** Whether what is repeated is the item itself, and no layer around it. */
    private static boolean isItem(Type repeated, GroupType list) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }

    private static boolean isMap(GroupType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return (logical instanceof MapLogicalTypeAnnotation || logical instanceof MapKeyValueTypeAnnotation)
                && hasOneRepeatedField(type)
                && !type.getType(0).isPrimitive()
                && type.getType(0).asGroupType().getFieldCount() == 2
                && type.getType(0).asGroupType().getType(0).isPrimitive()
                && type.getType(0).asGroupType().getType(0).isRepetition(Type.Repetition.REQUIRED)
                && !type.getType(0).asGroupType().getType(1).isRepetition(Type.Repetition.REPEATED);
    }

    private void writeMap(Group map, GroupType entryType) throws IOException {
        json.structure().writeStartObject();
        for (int at = 0; at < map.getFieldRepetitionCount(0); at++) {
            Group entry = map.getGroup(0, at);
            if (entry.getFieldRepetitionCount(1) > 0) {
                json.structure().writeFieldName(String.valueOf(scalar(entry, 0, 0, entryType.getType(0))));
                write(entry, 1, 0, entryType.getType(1));
            }
        }
        json.structure().writeEndObject();
    }

    private Object scalar(Group group, int field, int index, Type type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, index);
            case INT32 -> integer(group.getInteger(field, index), logical);
            case INT64 -> integer(group.getLong(field, index), logical);
            case INT96 -> timeOf(group.getInt96(field, index));
            case FLOAT -> group.getFloat(field, index);
            case DOUBLE -> group.getDouble(field, index);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> binary(group.getBinary(field, index), logical);
        };
    }

    private static Object integer(Number value, LogicalTypeAnnotation logical) {
        long number = value.longValue();
        if (logical instanceof DateLogicalTypeAnnotation) {
            return RecordJson.date(number);
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            return RecordJson.time(number, unit(timestamp.getUnit()));
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            return RecordJson.timeOfDay(number, unit(time.getUnit()));
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(number, decimal.getScale());
        }
        if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            return value instanceof Integer
                    ? (Object) Integer.toUnsignedLong(value.intValue())
                    : new BigInteger(Long.toUnsignedString(number));
        }
        return value;
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return ChronoUnit.valueOf(unit.name().toUpperCase(Locale.ROOT));
    }

    private Object binary(Binary value, LogicalTypeAnnotation logical) {
        byte[] bytes = bytes(value);
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation) {
            return json.text(bytes);
        }
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return RecordJson.decimal(bytes, decimal.getScale());
        }
        return logical instanceof UUIDLogicalTypeAnnotation ? RecordJson.uuid(bytes) : bytes;
    }

    /** Not {@code getBytes()}: a damaged file may say that the value is gigabytes long, and that takes the memory before it looks whether they are there. */
    private static byte[] bytes(Binary value) {
        ByteBuffer buffer = value.toByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** What Spark and Hive wrote for times before there was a type for them: nanoseconds of the day, and the Julian day. */
    private static String timeOf(Binary int96) {
        ByteBuffer bytes = int96.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, bytes.getInt()).toEpochDay();
        return Instant.ofEpochSecond(day * SECONDS_A_DAY, nanos).toString();
    }
}
