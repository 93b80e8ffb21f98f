package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.store.EmbeddedRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class ViewCommandTest {
    /** The copy of the dog at 11:04 comes behind the clock, which 12:40 has moved to 12:30. */
    private static final String EVENTS = """
            {"event_time":"2024-04-09 12:00:00.000000","data":"owl dog owl"}
            {"event_time":"2024-04-09 12:40:00.000000","data":"owl"}
            {"event_time":"2024-04-09 11:04:00.000000","data":"dog"}
            """;

    private static final String EARLY_DOG = row("dog", "11:00", "11:10", 1);
    private static final String DOG = row("dog", "12:00", "12:10", 1);
    private static final String OWLS = row("owl", "12:00", "12:10", 2) + row("owl", "12:40", "12:50", 1);

    @TempDir
    Path directory;

    @Test
    void printsWhatAReaderSeesAfterAComparison() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false)) {
            assertThat(compare(redis).status()).isZero();

            assertThat(view(redis).output()).isEqualTo(EARLY_DOG + DOG + OWLS);
            assertThat(view(redis, "--architecture", "kappa").output()).isEqualTo(DOG + OWLS);
            assertThat(view(redis, "--key", "owl").output()).isEqualTo(OWLS);
            assertThat(view(redis, "--key", "cat").output()).isEmpty();
            assertThat(view(redis, "--key", "cat").errors()).contains("The view has no row with the key 'cat'.");
        }
    }

    /** The second run has other events: nothing of the first one may be left. */
    @Test
    void aSecondRunInTheSamePlaceBeginsAnew() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false)) {
            compare(redis);
            Ran.withInput(
                    "{\"event_time\":\"2024-04-09 12:00:00.000000\",\"data\":\"dog\"}\n",
                    "compare",
                    "--pipeline",
                    "words",
                    "--events",
                    "-",
                    "--views",
                    redis.address(),
                    "--out",
                    directory.resolve("out").toString());

            assertThat(view(redis).output()).isEqualTo(DOG);
            assertThat(view(redis, "--architecture", "kappa").output()).isEqualTo(DOG);
            try (Jedis client = new Jedis(redis.address())) {
                assertThat(client.keys("parallax:batch-2:*"))
                        .as("the batch view of the first run's second cut")
                        .isEmpty();
            }
        }
    }

    @Test
    void saysWhereNothingIsServed() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false)) {
            Ran ran = view(redis);

            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.complaints())
                    .containsExactly(
                            "parallax: No view is served there: run ./parallax compare with the same --views first.");
        }
    }

    private Ran compare(EmbeddedRedis redis) {
        return Ran.withInput(
                EVENTS,
                "compare",
                "--pipeline",
                "words",
                "--events",
                "-",
                "--partitions",
                "1",
                "--cuts",
                "2",
                "--views",
                redis.address(),
                "--out",
                directory.resolve("out").toString());
    }

    private static Ran view(EmbeddedRedis redis, String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(new String[] {"view", "--pipeline", "words", "--views", redis.address()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Ran.parallax(arguments);
    }

    private static String row(String word, String from, String to, long count) {
        return "{\"key\":\"" + word + "\",\"windowStart\":\"2024-04-09T" + from + ":00Z\",\"windowEnd\":\"2024-04-09T"
                + to + ":00Z\",\"count\":" + count + "}\n";
    }
}
