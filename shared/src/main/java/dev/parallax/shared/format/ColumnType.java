package dev.parallax.shared.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** What a column of a Parquet file holds. */
enum ColumnType {
    TRUTH {
        @Override
        Type field(String name) {
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
        }

        @Override
        void writeFitting(RecordConsumer consumer, Object value) {
            consumer.addBoolean((Boolean) value);
        }
    },
    WHOLE {
        @Override
        Type field(String name) {
            return Types.optional(PrimitiveTypeName.INT64).named(name);
        }

        @Override
        void writeFitting(RecordConsumer consumer, Object value) {
            consumer.addLong(decimal(value).longValueExact());
        }
    },
    REAL {
        @Override
        Type field(String name) {
            return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
        }

        @Override
        void writeFitting(RecordConsumer consumer, Object value) {
            consumer.addDouble(((Number) value).doubleValue());
        }
    },
    DECIMAL {
        @Override
        Type field(String name) {
            return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                    .length(DECIMAL_BYTES)
                    .as(LogicalTypeAnnotation.decimalType(SCALE, PRECISION))
                    .named(name);
        }

        @Override
        void writeFitting(RecordConsumer consumer, Object value) {
            BigDecimal decimal = decimal(value).setScale(SCALE);
            if (decimal.precision() > PRECISION) {
                throw new ArithmeticException("It has more than " + PRECISION + " digits.");
            }
            byte[] digits = decimal.unscaledValue().toByteArray();
            byte[] fixed = new byte[DECIMAL_BYTES];
            if (decimal.signum() < 0) {
                Arrays.fill(fixed, (byte) -1);
            }
            System.arraycopy(digits, 0, fixed, DECIMAL_BYTES - digits.length, digits.length);
            consumer.addBinary(Binary.fromConstantByteArray(fixed));
        }
    },
    TEXT {
        @Override
        Type field(String name) {
            return Types.optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(name);
        }

        @Override
        void writeFitting(RecordConsumer consumer, Object value) {
            consumer.addBinary(Binary.fromString(WellFormed.text(
                    value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value))));
        }
    };

    private static final int PRECISION = 38;
    private static final int SCALE = 18;

    /** So many bytes have room for each number of 38 digits. */
    private static final int DECIMAL_BYTES = 16;

    /** The type that holds all these values, nulls aside. */
    static ColumnType of(List<Object> values) {
        Set<ColumnType> types =
                values.stream().filter(Objects::nonNull).map(ColumnType::of).collect(Collectors.toSet());
        if (types.size() == 1) {
            return types.iterator().next();
        }
        if (types.isEmpty() || types.contains(TEXT) || types.contains(TRUTH)) {
            return TEXT;
        }
        return types.contains(DECIMAL) ? DECIMAL : REAL;
    }

    private static ColumnType of(Object value) {
        if (value instanceof Boolean) {
            return TRUTH;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return WHOLE;
        }
        if (value instanceof Double || value instanceof Float) {
            return REAL;
        }
        return value instanceof BigDecimal || value instanceof BigInteger ? DECIMAL : TEXT;
    }

    abstract Type field(String name);

    /** @throws IllegalArgumentException if the value does not fit, with a sentence */
    void write(RecordConsumer consumer, String column, Object value) {
        try {
            writeFitting(consumer, value);
        } catch (ArithmeticException | ClassCastException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The value " + value + " does not fit into the column '" + column
                            + "' of the Parquet file, which is of "
                            + field(column).asPrimitiveType().getPrimitiveTypeName() + ".",
                    e);
        }
    }

    abstract void writeFitting(RecordConsumer consumer, Object value);

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal
                : value instanceof BigInteger integer
                        ? new BigDecimal(integer)
                        : value instanceof Long
                                        || value instanceof Integer
                                        || value instanceof Short
                                        || value instanceof Byte
                                ? BigDecimal.valueOf(((Number) value).longValue())
                                : BigDecimal.valueOf((Double) value);
    }
}
