package dev.parallax.shared.format;

import dev.parallax.shared.logic.InputRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/** Records of Avro as JSON objects. */
final class AvroJson {
    private final RecordJson json;

    private AvroJson(RecordJson json) {
        this.json = json;
    }

    static InputRecord of(GenericRecord record, Schema schema, Utf8 utf8) throws IOException {
        RecordJson json = new RecordJson(utf8);
        new AvroJson(json).writeRecord(record, schema);
        return json.finished();
    }

    private void writeRecord(IndexedRecord record, Schema schema) throws IOException {
        json.structure().writeStartObject();
        for (Schema.Field field : schema.getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                json.structure().writeFieldName(field.name());
                write(value, field.schema());
            }
        }
        json.structure().writeEndObject();
    }

    private void write(Object value, Schema schema) throws IOException {
        switch (schema.getType()) {
            case UNION -> {
                if (value == null) {
                    json.structure().writeNull();
                } else {
                    write(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
                }
            }
            case RECORD -> writeRecord((IndexedRecord) value, schema);
            case ARRAY -> {
                json.structure().writeStartArray();
                for (Object item : (Collection<?>) value) {
                    write(item, schema.getElementType());
                }
                json.structure().writeEndArray();
            }
            case MAP -> {
                json.structure().writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    if (entry.getValue() != null) {
                        json.structure().writeFieldName(text(entry.getKey()));
                        write(entry.getValue(), schema.getValueType());
                    }
                }
                json.structure().writeEndObject();
            }
            case NULL -> json.structure().writeNull();
            default -> json.write(scalar(value, schema));
        }
    }

    private Object scalar(Object value, Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case STRING -> text(value);
            case ENUM -> value.toString();
            case BYTES -> binary(bytes((ByteBuffer) value), logical);
            case FIXED -> binary(((GenericFixed) value).bytes(), logical);
            case INT -> integer((Integer) value, logical);
            case LONG -> integer((Long) value, logical);
            default -> value;
        };
    }

    private static Object integer(Number value, LogicalType logical) {
        long number = value.longValue();
        if (logical instanceof LogicalTypes.Date) {
            return RecordJson.date(number);
        }
        if (logical instanceof LogicalTypes.TimeMillis) {
            return RecordJson.timeOfDay(number, ChronoUnit.MILLIS);
        }
        if (logical instanceof LogicalTypes.TimeMicros) {
            return RecordJson.timeOfDay(number, ChronoUnit.MICROS);
        }
        if (logical instanceof LogicalTypes.TimestampMillis || logical instanceof LogicalTypes.LocalTimestampMillis) {
            return RecordJson.time(number, ChronoUnit.MILLIS);
        }
        if (logical instanceof LogicalTypes.TimestampMicros || logical instanceof LogicalTypes.LocalTimestampMicros) {
            return RecordJson.time(number, ChronoUnit.MICROS);
        }
        if (logical instanceof LogicalTypes.TimestampNanos || logical instanceof LogicalTypes.LocalTimestampNanos) {
            return RecordJson.time(number, ChronoUnit.NANOS);
        }
        return value;
    }

    private static Object binary(byte[] value, LogicalType logical) {
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return RecordJson.decimal(value, decimal.getScale());
        }
        return logical != null && logical.getName().equals(LogicalTypes.uuid().getName())
                ? RecordJson.uuid(value)
                : value;
    }

    private String text(Object text) {
        return text instanceof org.apache.avro.util.Utf8 utf8
                ? json.text(Arrays.copyOf(utf8.getBytes(), utf8.getByteLength()))
                : text.toString();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
