package dev.parallax.connector.redis.sink;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;

/**
 * Asks the user's mapper and stamps what needs a version. It is one writer's, and never serialized.
 *
 * @param <T> the type of the elements
 */
final class RequestConverter<T> implements ElementConverter<T, RedisRequest> {
    private static final long serialVersionUID = 1;
    /** What the protocol and the sink's own objects add to a command, roughly. */
    private static final int OVERHEAD = 64;

    private final RedisCommandMapper<? super T> mapper;
    private final long maxBytes;
    private final transient VersionStamp stamp;
    private final transient AtomicLong bytesWaiting = new AtomicLong();

    /** The stamp is null for a sink without a generation key. */
    RequestConverter(RedisCommandMapper<? super T> mapper, long maxBytes, VersionStamp stamp) {
        this.mapper = mapper;
        this.maxBytes = maxBytes;
        this.stamp = stamp;
    }

    @Override
    public RedisRequest apply(T element, SinkWriter.Context context) {
        RedisCommand command = mapper.map(element);
        byte[] row = null;
        long bytes = OVERHEAD;
        if (command instanceof RedisCommand.Upsert upsert) {
            row = stamp(command).row(upsert.value());
            bytes += upsert.field().length + row.length;
        } else if (command instanceof RedisCommand.VersionedDelete delete) {
            row = stamp(command).removedRow();
            bytes += delete.field().length + row.length;
        } else if (command instanceof RedisCommand.Set set) {
            bytes += set.value().length;
        } else if (command instanceof RedisCommand.HashSet set) {
            bytes += set.field().length + set.value().length;
        } else if (command instanceof RedisCommand.HashDelete delete) {
            bytes += delete.field().length;
        } else if (command instanceof RedisCommand.Call call) {
            bytes += call.arguments().stream()
                    .mapToLong(argument -> argument.length)
                    .sum();
        } else if (command == null) {
            throw new IllegalArgumentException(
                    "The mapper gave no command for an element; filter such elements out before the sink.");
        }
        bytes += command.key().length;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException("A " + command.getClass().getSimpleName() + " of key '"
                    + RedisCall.readable(command.key()) + "' has " + bytes + " bytes; setMaxRecordSizeInBytes permits "
                    + maxBytes + ".");
        }
        bytesWaiting.addAndGet(bytes);
        return new RedisRequest(command, row, bytes);
    }

    /** The bytes of all requests made, less what others take off when they are in Redis. */
    AtomicLong bytesWaiting() {
        return bytesWaiting;
    }

    private VersionStamp stamp(RedisCommand command) {
        if (stamp == null) {
            throw new IllegalArgumentException("A " + command.getClass().getSimpleName() + " of key '"
                    + RedisCall.readable(command.key()) + "' needs a version: set a key with setGenerationKey.");
        }
        return stamp;
    }
}
