package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.store.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** {@code redrive}: what a query could not bring into a sink. */
class RedriveCommandTest {
    private static final String WINDOW = "2024-04-09T12:00:00Z--2024-04-09T12:10:00Z";

    @TempDir
    Path directory;

    /** Where the rows of the owl belong stands something else, which Redis does not let anybody write over. */
    @Test
    void whatASinkCouldNotTakeIsPutBackWhenItCan() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false);
                UnifiedJedis client = RedisClient.create(redis.address())) {
            client.set("rows:owl", "in the way");
            Ran query = query(redis);
            assertThat(query.status()).as(query.errors()).isZero();
            assertThat(client.hgetAll("rows:dog")).containsEntry(WINDOW, row("dog", 1));

            Ran tooEarly = redrive(redis, "words");
            Ran ofAnother = redrive(redis, "devices");
            client.del("rows:owl");
            Ran putBack = redrive(redis, "words");
            Ran again = redrive(redis, "words");

            assertThat(tooEarly.complaints())
                    .singleElement()
                    .asString()
                    .startsWith("parallax: The rows could not be put back into ")
                    .contains("WRONGTYPE");
            assertThat(tooEarly.status()).isEqualTo(3);
            assertThat(ofAnother.complaints()).singleElement().asString().contains("began with --pipeline words");
            assertThat(ofAnother.status()).isEqualTo(2);
            assertThat(putBack.lastLine()).isEqualTo("1 row was put back into " + redis.address() + "#rows.");
            assertThat(putBack.status()).isZero();
            assertThat(client.hgetAll("rows:owl")).isEqualTo(Map.of(WINDOW, row("owl", 2)));
            assertThat(again.lastLine()).startsWith("0 rows were put back into ");
            assertThat(again.status()).isZero();
        }
    }

    @Test
    void soAreRowsOfAPipelineOfOnesOwn() throws IOException {
        Path jar = LettersPipeline.jar(directory);
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.writeString(in.resolve("lines.json"), "2024-04-09T12:00:00Z,ant bee ape\n");
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false);
                UnifiedJedis client = RedisClient.create(redis.address())) {
            client.set("rows:a", "in the way");
            String sink = " --sink " + redis.address() + "#rows --pipeline-jar " + jar;
            Ran query = Ran.parallax(("run stream --trigger available-now --on-sink-failure park --files " + in
                            + " --checkpoint " + checkpoint() + sink)
                    .split(" "));
            assertThat(query.status()).as(query.errors()).isZero();
            client.del("rows:a");

            Ran putBack = Ran.parallax(("redrive " + checkpoint() + sink).split(" "));

            assertThat(putBack.lastLine()).isEqualTo("1 row was put back into " + redis.address() + "#rows.");
            assertThat(client.hget("rows:a", WINDOW)).endsWith("\"words\":2}");
        }
    }

    @Test
    void aDirectoryWithoutAQueryIsRefused() {
        Ran ran = Ran.parallax("redrive", directory.toString(), "--sink", "redis://127.0.0.1:1");

        assertThat(ran.complaints())
                .containsExactly("parallax: In " + directory
                        + " there is no query: name the directory that it has as its --checkpoint.");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    void aSinkThatCannotParkIsRefused() throws IOException {
        Files.writeString(directory.resolve("query.json"), "{\"pipeline\":\"devices\"}");

        Ran ran = Ran.parallax("redrive", directory.toString(), "--sink", "console");

        assertThat(ran.complaints())
                .containsExactly(
                        "parallax: --sink: The sink console cannot park rows: only redis: and cosmos: can, which"
                                + " write each row by itself.");
        assertThat(ran.status()).isEqualTo(2);
    }

    private Ran query(EmbeddedRedis redis) throws IOException {
        Path in = Files.createDirectories(directory.resolve("in"));
        Files.writeString(
                in.resolve("words.json"), "{\"event_time\":\"2024-04-09 12:00:00\",\"data\":\"owl dog owl\"}\n");
        return Ran.parallax(
                "run",
                "stream",
                "--pipeline",
                "words",
                "--files",
                in.toString(),
                "--trigger",
                "available-now",
                "--checkpoint",
                checkpoint(),
                "--sink",
                redis.address() + "#rows",
                "--on-sink-failure",
                "park");
    }

    private Ran redrive(EmbeddedRedis redis, String pipeline) {
        return Ran.parallax("redrive", checkpoint(), "--sink", redis.address() + "#rows", "--pipeline", pipeline);
    }

    private String checkpoint() {
        return directory.resolve("cp").toString();
    }

    private static String row(String word, long count) {
        return "{\"key\":\"" + word
                + "\",\"windowStart\":\"2024-04-09T12:00:00Z\",\"windowEnd\":\"2024-04-09T12:10:00Z\"," + "\"count\":"
                + count + "}";
    }
}
