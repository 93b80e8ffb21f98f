package dev.parallax.shared.view;

import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.connector.redis.sink.RedisCommand;
import dev.parallax.connector.redis.sink.RedisSink;
import dev.parallax.connector.redis.versioned.VersionedHash;
import dev.parallax.connector.redis.versioned.VersionedRow;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Views as hashes in Redis, {@code PREFIX:VIEW:PLACE}: a field says which record it is, its value is the record with its version. {@code PREFIX:served}
 * says which views are served.
 */
final class RedisViewStore implements ViewStore {
    private static final int PAGE = 1_000;

    private final RedisConnectionConfig connection;
    private final String prefix;
    private UnifiedJedis redis;

    /** @param prefix of all its keys */
    RedisViewStore(RedisConnectionConfig connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /** Opened when it is needed. */
    private synchronized UnifiedJedis redis() {
        if (redis == null) {
            redis = connection.connect();
        }
        return redis;
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
        try {
            redis().ping();
        } catch (JedisConnectionException e) {
            throw new IllegalStateException(
                    connection + " cannot be reached: is it running, and is the address right?", e);
        }
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
                .build());
    }

    @Override
    public <A> ViewReader<A> reader(String view, Pipeline<?, ?, A> pipeline) {
        RecordBytes<A> records = new RecordBytes<>(pipeline.accumulatorType());
        return new PlacesReader<>((place, collector) -> {
            Iterator<VersionedRow> rows = VersionedHash.read(redis(), bytes(key(view, place)), PAGE);
            while (rows.hasNext()) {
                VersionedRow row = rows.next();
                collector.accept(new StoredRecord<>(
                        row.version().generation(), row.version().sequence(), records.read(row.value())));
            }
        });
    }

    @Override
    public void drop(String view) {
        keys(view).forEach(redis()::unlink);
        redis().unlink(writers(view));
    }

    @Override
    public void forget(String view, int epoch) {
        for (String key : keys(view)) {
            List<byte[]> forgotten = new ArrayList<>();
            Iterator<VersionedRow> rows = VersionedHash.read(redis(), bytes(key), PAGE);
            while (rows.hasNext()) {
                byte[] field = rows.next().field();
                if (RecordAddress.isOfEpochUpTo(epoch, new String(field, StandardCharsets.UTF_8))) {
                    forgotten.add(field);
                }
            }
            for (int from = 0; from < forgotten.size(); from += PAGE) {
                List<byte[]> page = forgotten.subList(from, Math.min(from + PAGE, forgotten.size()));
                redis().hdel(bytes(key), page.toArray(byte[][]::new));
            }
        }
    }

    @Override
    public void serve(String name, String view) {
        redis().hset(pointers(), name, view);
    }

    @Override
    public String served(String name) {
        return redis().hget(pointers(), name);
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
