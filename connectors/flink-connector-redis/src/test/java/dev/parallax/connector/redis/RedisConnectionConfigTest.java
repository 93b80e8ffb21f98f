package dev.parallax.connector.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

final class RedisConnectionConfigTest {
    private static final String SECRET = "p@ss:w/rd?";
    private static final String ENCODED = "p%40ss%3Aw%2Frd%3F";

    @Test
    void readsAllPartsOfAUri() {
        RedisConnectionConfig config = RedisConnectionConfig.parse(
                "rediss://alice:" + ENCODED + "@redis.example:7000/3?connectTimeout=500ms&socketTimeout=3s");

        assertThat(config.nodes()).containsExactly(new HostAndPort("redis.example", 7000));
        assertThat(config.clientConfig().getUser()).isEqualTo("alice");
        assertThat(config.clientConfig().getPassword()).isEqualTo(SECRET);
        assertThat(config.clientConfig().getDatabase()).isEqualTo(3);
        assertThat(config.clientConfig().isSsl()).isTrue();
        assertThat(config.clientConfig().getConnectionTimeoutMillis()).isEqualTo(500);
        assertThat(config.socketTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.isCluster()).isFalse();
    }

    @Test
    void takesSeveralHostsForACluster() {
        RedisConnectionConfig config = RedisConnectionConfig.parse("redis://a:1,b,[::1]:3");

        assertThat(config.isCluster()).isTrue();
        assertThat(config.nodes())
                .containsExactly(new HostAndPort("a", 1), new HostAndPort("b", 6379), new HostAndPort("::1", 3));
        assertThat(RedisConnectionConfig.parse("redis://a?cluster=true").isCluster())
                .isTrue();
    }

    @Test
    void keepsThePasswordToItselfAlsoWhenItHasTravelled() throws Exception {
        RedisConnectionConfig config =
                InstantiationUtil.clone(RedisConnectionConfig.parse("redis://alice:" + ENCODED + "@host"));

        assertThat(config.toString()).isEqualTo("redis://alice:***@host:6379");
        assertThat(config.clientConfig().getPassword()).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:sesame@host",
                "redis://sesame@host",
                "redis://:sesame@",
                "redis://:sesame@host:port",
                "redis://:sesame@host:70000",
                "redis://:sesame@host/x",
                "redis://:sesame%zz@host",
                "redis://:sesame@host?colour=blue",
                "redis://:sesame@host?socketTimeout=soon",
                "redis://:sesame@host?socketTimeout=0s",
                "redis://:sesame@a,b/1",
                "redis://:sesame@host?trustStore=a.p12",
                "sesame"
            })
    void refusesWhatItCannotReadInASentenceWithoutThePassword(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisConnectionConfig.parse(uri))
                .withMessageEndingWith(".")
                .satisfies(e -> assertThat(
                                java.util.Arrays.toString(org.apache.flink.util.ExceptionUtils.stringifyException(e)
                                        .split("\n")))
                        .doesNotContain("sesame"));
    }
}
