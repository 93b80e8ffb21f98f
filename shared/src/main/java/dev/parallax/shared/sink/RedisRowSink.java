package dev.parallax.shared.sink;

import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.connector.redis.sink.RedisCommand;
import dev.parallax.connector.redis.sink.RedisSink;
import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RowJson;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.view.StoreUnreachable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps rows in Redis so that people and any other program can read them: a hash {@code PREFIX:KEY} for each key, with a field for each window and the row as JSON in
 * it. A keyed store can do every output mode, because each row is written for itself: what is not said again stays as it was said last.
 *
 * <p>What a query finds there when it begins anew stays until it writes the same rows.
 *
 * <p>The commands are plain ones ({@code HSET}, {@code HDEL}): the connector's versioned ones would put a binary version before each value.
 */
final class RedisRowSink implements RowSink {
    private final RedisConnectionConfig connection;
    private final String prefix;
    private final Duration patience;

    /** @param patience how long Redis may be unable to do anything at all */
    RedisRowSink(RedisConnectionConfig connection, String prefix, Duration patience) {
        this.connection = connection;
        this.prefix = prefix;
        this.patience = patience;
    }

    @Override
    public String name() {
        return connection + "#" + prefix;
    }

    @Override
    public Set<OutputMode> modes() {
        return EnumSet.allOf(OutputMode.class);
    }

    @Override
    public String promise() {
        return "Effectively once: rows are written whole, at least once, and are in Redis before their checkpoint completes. After a failure some go back to"
                + " an earlier state until the query has come past that place again; in the end each is as without the failure."
                + " Rows are seen one by one, not a trigger at a time; a task that was given up for lost and still writes can set rows back.";
    }

    @Override
    public void prepare() {
        try (UnifiedJedis redis = connection.connect()) {
            redis.ping();
        } catch (JedisException e) {
            throw StoreUnreachable.redis(connection.toString(), e);
        }
    }

    @Override
    public <A> Sink<ViewRow<A>> sink(Pipeline<?, ?, A> pipeline) {
        String keys = prefix + ":";
        return RedisSink.<ViewRow<A>>builder()
                .setConnection(connection)
                .setMapper(row -> command(keys, pipeline, row))
                .setPatience(patience)
                .build();
    }

    private static <A> RedisCommand command(String keys, Pipeline<?, ?, A> pipeline, ViewRow<A> row) {
        byte[] key = utf8(keys + row.key());
        byte[] field = utf8(WindowText.of(row.slot().window()));
        return row.isRemoved()
                ? new RedisCommand.HashDelete(key, field)
                : new RedisCommand.HashSet(key, field, RowJson.bytes(pipeline, row), null);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
