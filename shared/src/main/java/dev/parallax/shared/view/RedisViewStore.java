package dev.parallax.shared.view;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.connector.redis.sink.RedisCommand;
import dev.parallax.connector.redis.sink.RedisSink;
import dev.parallax.connector.redis.versioned.VersionedHash;
import dev.parallax.connector.redis.versioned.VersionedRow;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Views as hashes in Redis, {@code PREFIX:VIEW:PLACE}: a field says which record it is, its value is the record with its version. {@code PREFIX:served}
 * says which views are served.
 */
final class RedisViewStore implements ViewStore {
    private static final int PAGE = 1_000;

    /** A dead letter holds a whole record of the log, which may have 16 MiB, and says why. */
    private static final long LARGEST_RECORD = 17 << 20;

    /** A server that is started again takes a moment to load what it had. */
    private static final RetryPolicy<Object> PATIENCE = RetryPolicy.builder()
            .handleIf(RedisViewStore::isPassing)
            .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(2))
            .withMaxDuration(Duration.ofMinutes(1))
            .withMaxRetries(-1)
            .build();

    private final RedisConnectionConfig connection;
    private final String prefix;
    private UnifiedJedis redis;

    /** @param prefix of all its keys */
    RedisViewStore(RedisConnectionConfig connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /**
     * Opened when it is needed.
     *
     * @throws StoreUnreachable if there is no such server, or it does not let one in
     */
    private synchronized UnifiedJedis redis() {
        if (redis == null) {
            UnifiedJedis opened = connection.connect();
            try {
                opened.ping();
            } catch (JedisException e) {
                opened.close();
                throw StoreUnreachable.redis(connection.toString(), e);
            }
            redis = opened;
        }
        return redis;
    }

    private static boolean isPassing(Throwable problem) {
        return problem instanceof JedisConnectionException
                || problem instanceof JedisDataException
                        && String.valueOf(problem.getMessage()).startsWith("LOADING");
    }

    private <T> T patiently(CheckedSupplier<T> command) {
        return Failsafe.with(PATIENCE).get(command);
    }

    private String key(String view, String place) {
        return prefix + ":" + view + ":" + place;
    }

    private String writers(String view) {
        return key(view, "writers");
    }

    private String pointers() {
        return prefix + ":served";
    }

    private List<String> keys(String view) {
        return RecordAddress.places().stream().map(place -> key(view, place)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void create(String view, int writers) {
        redis();
    }

    @Override
    public <A> Sink<ViewRecord<A>> sink(String view, Pipeline<?, ?, A> pipeline) {
        RecordBytes<A> records = new RecordBytes<>(pipeline.accumulatorType());
        String keys = key(view, "");
        return new ProgressLastSink<>(RedisSink.<ViewRecord<A>>builder()
                .setConnection(connection)
                .setMapper(record -> {
                    RecordAddress address = RecordAddress.of(record);
                    return new RedisCommand.Upsert(
                            bytes(keys + address.place()), bytes(address.id()), records.of(record));
                })
                .setGenerationKey(writers(view))
                .setSweptKeys(keys(view))
                .setMaxRecordSizeInBytes(LARGEST_RECORD)
                .build());
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        RecordBytes<A> records = new RecordBytes<>(pipeline.accumulatorType());
        return new PlacesReader<>((place, collector) -> patiently(() -> {
            // From the beginning, if it must be tried again: a server that was started anew knows no positions.
            Iterator<VersionedRow> rows = VersionedHash.read(redis(), bytes(key(view, place)), PAGE);
            while (rows.hasNext()) {
                VersionedRow row = rows.next();
                collector.accept(new StoredRecord<>(
                        row.version().generation(), row.version().sequence(), records.read(row.value())));
            }
            return place;
        }));
    }

    @Override
    public void drop(String view) {
        keys(view).forEach(key -> patiently(() -> redis().unlink(key)));
        patiently(() -> redis().unlink(writers(view)));
    }

    @Override
    public void forget(String view, int epoch) {
        keys(view)
                .forEach(key -> patiently(() -> {
                    forgetIn(bytes(key), epoch);
                    return key;
                }));
    }

    private void forgetIn(byte[] key, int epoch) {
        List<byte[]> forgotten = new ArrayList<>();
        Iterator<VersionedRow> rows = VersionedHash.read(redis(), key, PAGE);
        while (rows.hasNext()) {
            byte[] field = rows.next().field();
            if (RecordAddress.isOfEpochUpTo(epoch, new String(field, StandardCharsets.UTF_8))) {
                forgotten.add(field);
            }
        }
        for (int from = 0; from < forgotten.size(); from += PAGE) {
            List<byte[]> page = forgotten.subList(from, Math.min(from + PAGE, forgotten.size()));
            redis().hdel(key, page.toArray(byte[][]::new));
        }
    }

    @Override
    public void serve(String name, String view) {
        patiently(() -> redis().hset(pointers(), name, view));
    }

    @Override
    public String served(String name) {
        return patiently(() -> redis().hget(pointers(), name));
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
