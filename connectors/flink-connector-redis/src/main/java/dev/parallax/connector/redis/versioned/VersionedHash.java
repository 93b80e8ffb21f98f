package dev.parallax.connector.redis.versioned;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Reads hashes that were written by versioned upserts.
 *
 * <p>The stored form of a row, numbers big-endian: kind (1 byte: 1 a row, 2 a removed row), generation (8), checkpoint (4), count (4),
 * length of the value (4), the value; then, if the sink keeps what a checkpoint covers, the row that it has replaced, in the same form without
 * a predecessor of its own. Fields that begin with {@link #FENCE_PREFIX} are the sink's, not rows.
 */
public final class VersionedHash {
    /** What the fields begin with in which a sink keeps the newest writer of each of its subtasks. */
    public static final String FENCE_PREFIX = "\0\0writer\0";

    private static final byte[] PREFIX = FENCE_PREFIX.getBytes(StandardCharsets.UTF_8);
    private static final byte ROW = 1;
    private static final byte REMOVED = 2;
    private static final int HEADER = 21;

    private VersionedHash() {}

    /** Whether the field belongs to the sink: it is no row, and none may be written there. */
    public static boolean isFence(byte[] field) {
        return field.length >= PREFIX.length && Arrays.equals(field, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    }

    /** The stored form of a row without a predecessor. */
    public static byte[] encode(Version version, byte[] value) {
        return encode(ROW, version, value);
    }

    /** The stored form of a row that was removed at this version. */
    public static byte[] encodeRemoved(Version version) {
        return encode(REMOVED, version, new byte[0]);
    }

    private static byte[] encode(byte kind, Version version, byte[] value) {
        return ByteBuffer.allocate(HEADER + value.length)
                .put(kind)
                .putLong(version.generation())
                .putLong(version.sequence())
                .putInt(value.length)
                .put(value)
                .array();
    }

    /**
     * The row in a stored value; empty if it was removed.
     *
     * @throws IllegalArgumentException if the value was not written by a versioned upsert
     */
    public static Optional<VersionedRow> decode(byte[] field, byte[] stored) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            byte kind = bytes.get();
            Version version = new Version(bytes.getLong(), bytes.getLong());
            byte[] value = new byte[Math.min(bytes.getInt(), stored.length)];
            bytes.get(value);
            if (kind == ROW) {
                return Optional.of(new VersionedRow(field, version, value));
            }
            if (kind == REMOVED) {
                return Optional.empty();
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            // The sentence below says it.
        }
        throw new IllegalArgumentException("The field " + new String(field, StandardCharsets.UTF_8)
                + " was not written by a versioned upsert: its value of " + stored.length + " bytes has no version.");
    }

    /** One row, as it is now; empty if there is none. */
    public static Optional<VersionedRow> get(UnifiedJedis redis, byte[] key, byte[] field) {
        byte[] stored = redis.hget(key, field);
        return stored == null ? Optional.empty() : decode(field, stored);
    }

    /**
     * All rows of a hash, in no order, fetched in pages of about {@code pageSize} rows, so that a hash of any size is read in little memory.
     * Rows that are there from the beginning to the end come at least once; one that is written meanwhile may come or not, and
     * a row may come twice if Redis resizes the hash at that time ({@code HSCAN} promises no more). A hash that does not exist has no rows.
     * If a page cannot be fetched, the iterator throws Jedis' exception; begin anew then, since a restarted server does not know the position.
     */
    public static Iterator<VersionedRow> read(UnifiedJedis redis, byte[] key, int pageSize) {
        ScanParams page = new ScanParams().count(pageSize);
        return new Iterator<>() {
            private byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
            private boolean last;
            private Iterator<Map.Entry<byte[], byte[]>> entries =
                    List.<Map.Entry<byte[], byte[]>>of().iterator();
            private VersionedRow next;

            @Override
            public boolean hasNext() {
                while (next == null && (entries.hasNext() || !last)) {
                    if (entries.hasNext()) {
                        Map.Entry<byte[], byte[]> entry = entries.next();
                        if (!isFence(entry.getKey())) {
                            next = decode(entry.getKey(), entry.getValue()).orElse(null);
                        }
                    } else {
                        ScanResult<Map.Entry<byte[], byte[]>> result = redis.hscan(key, cursor, page);
                        cursor = result.getCursorAsBytes();
                        last = result.isCompleteIteration();
                        entries = result.getResult().iterator();
                    }
                }
                return next != null;
            }

            @Override
            public VersionedRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The hash has no further row.");
                }
                VersionedRow row = next;
                next = null;
                return row;
            }
        };
    }
}
