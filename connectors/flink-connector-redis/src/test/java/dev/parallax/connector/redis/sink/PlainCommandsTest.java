package dev.parallax.connector.redis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.connector.redis.server.TestRedis;
import dev.parallax.connector.redis.sink.Writer.Attempt;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

final class PlainCommandsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final String key = "test:" + UUID.randomUUID();
    private final UnifiedJedis redis = TestRedis.shared().connect();

    private static RedisSinkBuilder<RedisCommand> builder() {
        return RedisSink.<RedisCommand>builder()
                .setConnection(TestRedis.shared())
                .setMapper(command -> command);
    }

    @AfterEach
    void removeTheKey() {
        redis.del(key);
        redis.close();
    }

    private void write(RedisCommand... commands) throws Exception {
        try (Writer writer = Attempt.first().open(builder().build())) {
            writer.writeThrough(commands);
        }
    }

    @Test
    void setsAValueWithATimeToLive() throws Exception {
        write(RedisCommand.set(key, "1"), RedisCommand.set(key, "2", HOUR));

        assertThat(redis.get(key)).isEqualTo("2");
        assertThat(redis.ttl(key)).isBetween(3_500L, 3_600L);
    }

    @Test
    void setsFieldsAndLetsTheHashExpire() throws Exception {
        write(
                RedisCommand.hset(key, "a", "1"),
                RedisCommand.hset(key, "b", "2", HOUR),
                RedisCommand.hset(key, "c", "3"),
                RedisCommand.hdel(key, "a"));

        assertThat(redis.hgetAll(key)).isEqualTo(Map.of("b", "2", "c", "3"));
        assertThat(redis.ttl(key)).isBetween(3_500L, 3_600L);
    }

    @Test
    void deletesAndExpires() throws Exception {
        write(RedisCommand.set(key, "1"), RedisCommand.expire(key, HOUR));
        assertThat(redis.ttl(key)).isBetween(3_500L, 3_600L);

        write(RedisCommand.del(key));
        assertThat(redis.exists(key)).isFalse();
    }

    @Test
    void callsAnyOtherCommand() throws Exception {
        write(RedisCommand.call("SADD", key, "x", "y"));

        assertThat(redis.smembers(key)).containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void keepsTheOrderOfWhatIsDoneToAKey() throws Exception {
        RedisCommand[] commands = new RedisCommand[10_000];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = i % 3 == 0 ? RedisCommand.del(key) : RedisCommand.call("RPUSH", key, "" + i);
        }
        write(commands);

        // 9,999 is a multiple of three, the last one: nothing has come after it.
        assertThat(redis.exists(key)).isFalse();
    }

    @Test
    void namesARecordThatIsTooLarge() throws Exception {
        try (Writer writer =
                Attempt.first().open(builder().setMaxRecordSizeInBytes(1_000).build())) {
            assertThatThrownBy(() -> writer.write(RedisCommand.set(key, "x".repeat(1_000))))
                    .hasMessageContaining(key)
                    .hasMessageContaining("1000");
        }
    }

    @Test
    void refusesAMapperWithoutACommand() throws Exception {
        try (Writer writer =
                Attempt.first().open(builder().setMapper(command -> null).build())) {
            assertThatThrownBy(() -> writer.write(RedisCommand.del(key))).hasMessageContaining("no command");
        }
    }

    @Test
    void refusesPromisesThatItCannotKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .build())
                .withMessageContaining("versioned upserts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .setDeliveryGuarantee(DeliveryGuarantee.NONE)
                        .setGenerationKey("g")
                        .build())
                .withMessageContaining("AT_LEAST_ONCE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisSink.builder().build())
                .withMessageContaining("setUri");
    }
}
