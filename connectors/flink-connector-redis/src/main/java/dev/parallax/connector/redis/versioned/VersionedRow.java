package dev.parallax.connector.redis.versioned;

import java.util.Arrays;

/**
 * A row of a versioned hash, as it was last upserted.
 *
 * @param field the row's field in the hash
 * @param version who wrote it, and when
 * @param value the bytes that were upserted
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are what Redis stores; equality is by content, below.
public record VersionedRow(byte[] field, Version version, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof VersionedRow row
                && Arrays.equals(field, row.field)
                && version.equals(row.version)
                && Arrays.equals(value, row.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(field) + version.hashCode()) + Arrays.hashCode(value);
    }
}
