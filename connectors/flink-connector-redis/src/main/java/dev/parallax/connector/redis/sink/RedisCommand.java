package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.versioned.VersionedHash;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What an element does to Redis. Keys, fields and values are bytes; the factories with strings take them as UTF-8. Arrays are not copied: do not
 * change them afterwards.
 *
 * <p>A command may be sent more than once (see {@link RedisSink}), so each must be one that does no harm when repeated. A command
 * that is not listed here is a {@link Call}.
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are what Redis takes; nobody compares commands.
public sealed interface RedisCommand extends Serializable {
    /** The key that is written. It decides the node of a Cluster. */
    byte[] key();

    /** {@code SET}; with {@code PX} if there is a time to live (else null). */
    record Set(byte[] key, byte[] value, Duration timeToLive) implements RedisCommand {
        public Set {
            requireBytes(key, value);
            requirePositive(timeToLive);
        }
    }

    /** {@code HSET} of one field; then {@code PEXPIRE} of the whole key if there is a time to live (else null). */
    record HashSet(byte[] key, byte[] field, byte[] value, Duration timeToLive) implements RedisCommand {
        public HashSet {
            requireBytes(key, field, value);
            requirePositive(timeToLive);
        }
    }

    /** {@code DEL}. */
    record Delete(byte[] key) implements RedisCommand {
        public Delete {
            requireBytes(key);
        }
    }

    /** {@code HDEL} of one field. For a row that was upserted use {@link VersionedDelete} instead. */
    record HashDelete(byte[] key, byte[] field) implements RedisCommand {
        public HashDelete {
            requireBytes(key, field);
        }
    }

    /** {@code PEXPIRE}. */
    record Expire(byte[] key, Duration timeToLive) implements RedisCommand {
        public Expire {
            requireBytes(key);
            requirePositive(Objects.requireNonNull(timeToLive));
        }
    }

    /** Any other command of the form {@code NAME key argument...}, such as {@code SADD}. */
    record Call(String name, byte[] key, List<byte[]> arguments) implements RedisCommand {
        public Call {
            Objects.requireNonNull(name);
            requireBytes(key);
            // ArrayList and the like are serializable, and so is what List.copyOf gives.
            arguments = List.copyOf(arguments);
        }
    }

    /** Writes a row into a hash, with a version that the sink adds, unless a newer one is stored. Read it with {@link VersionedHash}. */
    record Upsert(byte[] key, byte[] field, byte[] value) implements RedisCommand {
        public Upsert {
            requireBytes(key, field, value);
            requireRow(field);
        }
    }

    /**
     * Removes a row from a hash unless a newer one is stored. About twenty bytes with the version stay in the field until the key is
     * deleted, so that an older upsert does not bring the row back; {@link VersionedHash} passes over them.
     */
    record VersionedDelete(byte[] key, byte[] field) implements RedisCommand {
        public VersionedDelete {
            requireBytes(key, field);
            requireRow(field);
        }
    }

    static RedisCommand set(String key, String value) {
        return new Set(bytes(key), bytes(value), null);
    }

    static RedisCommand set(String key, String value, Duration timeToLive) {
        return new Set(bytes(key), bytes(value), timeToLive);
    }

    static RedisCommand hset(String key, String field, String value) {
        return new HashSet(bytes(key), bytes(field), bytes(value), null);
    }

    /** The time to live is the whole key's. */
    static RedisCommand hset(String key, String field, String value, Duration timeToLive) {
        return new HashSet(bytes(key), bytes(field), bytes(value), timeToLive);
    }

    static RedisCommand del(String key) {
        return new Delete(bytes(key));
    }

    static RedisCommand hdel(String key, String field) {
        return new HashDelete(bytes(key), bytes(field));
    }

    static RedisCommand expire(String key, Duration timeToLive) {
        return new Expire(bytes(key), timeToLive);
    }

    static RedisCommand call(String name, String key, String... arguments) {
        return new Call(
                name,
                bytes(key),
                List.of(arguments).stream().map(RedisCommand::bytes).toList());
    }

    static RedisCommand upsert(String key, String field, String value) {
        return new Upsert(bytes(key), bytes(field), bytes(value));
    }

    static RedisCommand upsert(byte[] key, byte[] field, byte[] value) {
        return new Upsert(key, field, value);
    }

    static RedisCommand versionedDelete(String key, String field) {
        return new VersionedDelete(bytes(key), bytes(field));
    }

    static RedisCommand versionedDelete(byte[] key, byte[] field) {
        return new VersionedDelete(key, field);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requireBytes(byte[]... parts) {
        for (byte[] part : parts) {
            Objects.requireNonNull(part, "A Redis command has a key and values, none of them null.");
        }
    }

    private static void requirePositive(Duration timeToLive) {
        if (timeToLive != null && timeToLive.toMillis() <= 0) {
            throw new IllegalArgumentException("A time to live is at least a millisecond, not " + timeToLive + ".");
        }
    }

    private static void requireRow(byte[] field) {
        if (VersionedHash.isFence(field)) {
            throw new IllegalArgumentException("Fields that begin with \\0\\0writer\\0 are the sink's own.");
        }
    }
}
