package dev.parallax.connector.redis.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.connector.redis.RedisConnectionConfig;
import dev.parallax.connector.redis.server.TestRedis;
import dev.parallax.connector.redis.server.TlsProxy;
import dev.parallax.connector.redis.sink.Writer.Attempt;
import java.nio.file.Path;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

/** {@code rediss://}, with a proxy that speaks TLS. */
final class RedisTlsTest {
    @TempDir
    private Path directory;

    private static RedisSink<RedisCommand> to(RedisConnectionConfig connection) {
        return RedisSink.<RedisCommand>builder()
                .setConnection(connection)
                .setMapper(command -> command)
                .build();
    }

    private String trusting(TlsProxy proxy) {
        return "?trustStore=" + proxy.keyStore() + "&trustStorePassword=" + TlsProxy.STORE_PASSWORD;
    }

    @Test
    void writesAndReadsOverTls() throws Exception {
        try (TestRedis server = TestRedis.with("--requirepass", "sesame");
                TlsProxy proxy = new TlsProxy(server.port(), directory)) {
            RedisConnectionConfig connection =
                    RedisConnectionConfig.parse("rediss://:sesame@localhost:" + proxy.port() + trusting(proxy));
            try (Writer writer = Attempt.first().open(to(connection))) {
                writer.writeThrough(RedisCommand.set("a", "1"));
            }
            try (UnifiedJedis redis = connection.connect()) {
                assertThat(redis.get("a")).isEqualTo("1");
            }
        }
    }

    @Test
    void failsForACertificateThatIsNotTrusted() throws Exception {
        try (TestRedis server = TestRedis.with();
                TlsProxy proxy = new TlsProxy(server.port(), directory);
                Writer writer =
                        Attempt.first().open(to(RedisConnectionConfig.parse("rediss://localhost:" + proxy.port())))) {
            assertThatThrownBy(() -> writer.writeThrough(RedisCommand.set("a", "1")))
                    .hasStackTraceContaining("refuses SET of key 'a' for good");
        }
    }

    @Test
    void failsForACertificateOfAnotherHostAndKeepsThePasswordOfTheTrustStore() throws Exception {
        try (TestRedis server = TestRedis.with();
                TlsProxy proxy = new TlsProxy(server.port(), directory);
                Writer writer = Attempt.first()
                        .open(to(
                                RedisConnectionConfig.parse("rediss://127.0.0.1:" + proxy.port() + trusting(proxy))))) {
            assertThatThrownBy(() -> writer.writeThrough(RedisCommand.set("a", "1")))
                    .hasStackTraceContaining("refuses SET of key 'a' for good")
                    .hasStackTraceContaining("127.0.0.1")
                    .satisfies(e ->
                            assertThat(ExceptionUtils.stringifyException(e)).doesNotContain(TlsProxy.STORE_PASSWORD));
        }
    }
}
