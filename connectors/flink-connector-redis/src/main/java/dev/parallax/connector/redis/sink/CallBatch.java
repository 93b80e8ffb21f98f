package dev.parallax.connector.redis.sink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;

/** Makes few calls of many requests: the rows of one hash share a script call. What is done to one key stays in order. */
final class CallBatch {
    /** Lua hands at most some thousand values to a command, and other clients wait while a script runs: here well under a millisecond. */
    private static final int MAX_ROWS = 500;

    private static final long MAX_BYTES = 512 * 1024;

    private final WriterGeneration generation;
    private final List<RedisCall> calls = new ArrayList<>();
    private final Map<ByteBuffer, Rows> open = new HashMap<>();

    private static final class Rows {
        final List<byte[]> arguments;
        int count;
        long bytes;

        Rows(List<byte[]> arguments) {
            this.arguments = arguments;
        }
    }

    private CallBatch(WriterGeneration generation) {
        this.generation = generation;
    }

    /** The generation is null if there are no rows with a version. */
    static List<RedisCall> of(List<RedisRequest> requests, WriterGeneration generation) {
        CallBatch batch = new CallBatch(generation);
        requests.forEach(batch::add);
        return batch.calls;
    }

    private void add(RedisRequest request) {
        RedisCommand command = request.command();
        ByteBuffer key = ByteBuffer.wrap(command.key());
        if (command instanceof RedisCommand.Upsert upsert) {
            addRow(key, upsert.field(), request);
        } else if (command instanceof RedisCommand.VersionedDelete delete) {
            addRow(key, delete.field(), request);
        } else {
            open.remove(key);
            addPlain(command);
        }
    }

    private void addRow(ByteBuffer key, byte[] field, RedisRequest request) {
        Rows rows = open.computeIfAbsent(key, k -> {
            List<byte[]> arguments = generation.upsertArguments(k);
            calls.add(RedisCall.of(
                    "a versioned upsert", Script.UPSERT, request.command().key(), arguments));
            return new Rows(arguments);
        });
        rows.arguments.add(field);
        rows.arguments.add(request.row());
        rows.count++;
        rows.bytes += request.bytes();
        if (rows.count == MAX_ROWS || rows.bytes >= MAX_BYTES) {
            open.remove(key);
        }
    }

    private void addPlain(RedisCommand command) {
        byte[] key = command.key();
        if (command instanceof RedisCommand.Set set) {
            calls.add(
                    set.timeToLive() == null
                            ? RedisCall.of(Command.SET, key, set.value())
                            : RedisCall.of(
                                    Command.SET, key, set.value(), Keyword.PX.getRaw(), millis(set.timeToLive())));
        } else if (command instanceof RedisCommand.HashSet set) {
            calls.add(RedisCall.of(Command.HSET, key, set.field(), set.value()));
            if (set.timeToLive() != null) {
                calls.add(RedisCall.of(Command.PEXPIRE, key, millis(set.timeToLive())));
            }
        } else if (command instanceof RedisCommand.Delete) {
            calls.add(RedisCall.of(Command.DEL, key));
        } else if (command instanceof RedisCommand.HashDelete delete) {
            calls.add(RedisCall.of(Command.HDEL, key, delete.field()));
        } else if (command instanceof RedisCommand.Expire expire) {
            calls.add(RedisCall.of(Command.PEXPIRE, key, millis(expire.timeToLive())));
        } else if (command instanceof RedisCommand.Call call) {
            byte[] name = call.name().getBytes(StandardCharsets.UTF_8);
            calls.add(RedisCall.of(() -> name, key, call.arguments().toArray(byte[][]::new)));
        } else {
            throw new IllegalStateException("The sink does not know the command " + command + ".");
        }
    }

    private static byte[] millis(Duration duration) {
        return Long.toString(duration.toMillis()).getBytes(StandardCharsets.US_ASCII);
    }
}
