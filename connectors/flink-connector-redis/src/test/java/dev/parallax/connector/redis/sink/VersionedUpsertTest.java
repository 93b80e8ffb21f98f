package dev.parallax.connector.redis.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.connector.redis.server.TestRedis;
import dev.parallax.connector.redis.sink.Writer.Attempt;
import dev.parallax.connector.redis.versioned.Version;
import dev.parallax.connector.redis.versioned.VersionedHash;
import dev.parallax.connector.redis.versioned.VersionedRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Each test is the story of a hash and of the writers that come and go. */
final class VersionedUpsertTest {
    private final String key = "test:" + UUID.randomUUID();
    private final String generations = key + ":generations";
    private final UnifiedJedis redis = TestRedis.shared().connect();
    private final RedisSink<RedisCommand> sink = sink(List.of(key));
    private final Attempt first = Attempt.first();

    private RedisSink<RedisCommand> sink(List<String> swept) {
        return RedisSink.<RedisCommand>builder()
                .setConnection(TestRedis.shared())
                .setMapper(command -> command)
                .setGenerationKey(generations)
                .setSweptKeys(swept)
                .build();
    }

    @AfterEach
    void removeTheKeys() {
        redis.del(key);
        redis.del(generations);
        redis.close();
    }

    private RedisCommand row(String field, String value) {
        return RedisCommand.upsert(key, field, value);
    }

    private RedisCommand gone(String field) {
        return RedisCommand.versionedDelete(key, field);
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        VersionedHash.read(redis, key.getBytes(UTF_8), 10)
                .forEachRemaining(row -> rows.put(new String(row.field(), UTF_8), new String(row.value(), UTF_8)));
        return rows;
    }

    private Version version(String field) {
        return VersionedHash.get(redis, key.getBytes(UTF_8), field.getBytes(UTF_8))
                .map(VersionedRow::version)
                .orElseThrow();
    }

    @Test
    void storesTheLastValueWithItsVersion() throws Exception {
        try (Writer writer = first.restoredFrom(7).open(sink)) {
            writer.writeThrough(row("a", "1"), row("b", "1"), row("a", "2"));

            assertThat(rows()).isEqualTo(Map.of("a", "2", "b", "1"));
            assertThat(version("a")).isEqualTo(new Version(1, (7L << 32) + 2));
            assertThat(version("b")).isEqualTo(new Version(1, (7L << 32) + 1));

            writer.checkpoint(8);
            writer.writeThrough(row("b", "2"));
            assertThat(version("b")).isEqualTo(new Version(1, 8L << 32));
        }
    }

    @Test
    void refusesARowOfAnOlderWriter() throws Exception {
        try (Writer older = first.of(0, 2).open(sink);
                Writer newer = first.of(1, 2).open(sink)) {
            newer.writeThrough(row("a", "newer"));
            older.writeThrough(row("a", "older"), row("b", "older"));
        }
        assertThat(rows()).isEqualTo(Map.of("a", "newer", "b", "older"));
    }

    @Test
    void letsARemovedRowComeBackByANewerWriterOnly() throws Exception {
        try (Writer older = first.of(0, 2).open(sink);
                Writer newer = first.of(1, 2).open(sink)) {
            older.writeThrough(row("a", "1"));
            newer.writeThrough(gone("a"));
            older.writeThrough(row("a", "2"));
            assertThat(rows()).isEmpty();

            newer.writeThrough(row("a", "3"));
            assertThat(rows()).isEqualTo(Map.of("a", "3"));
        }
    }

    @Test
    void stopsAZombieOnceItsSuccessorHasOpened() throws Exception {
        Writer zombie = first.open(sink);
        zombie.writeThrough(row("a", "1"));
        try (Writer successor = first.restoredFrom(1).open(sink)) {
            assertThatThrownBy(() -> zombie.writeThrough(row("b", "zombie")))
                    .hasStackTraceContaining("A newer writer, generation 2, has taken over")
                    .hasStackTraceContaining(key);
            successor.writeThrough(row("c", "1"));
        }
        zombie.close();
        assertThat(rows()).doesNotContainKey("b").containsEntry("c", "1");
    }

    @Test
    void holdsWhatItHeldAtTheCheckpointAfterARewind() throws Exception {
        try (Writer writer = first.restoredFrom(1).open(sink)) {
            writer.writeThrough(row("kept", "1"), row("changed", "1"), row("removed", "1"), row("twice", "1"));
            writer.checkpoint(2);
            writer.writeThrough(row("changed", "2"), gone("removed"), row("new", "2"), row("twice", "2"));
            // A checkpoint that never completes.
            writer.checkpoint(3);
            writer.writeThrough(row("new", "3"), row("changed", "3"));
        }
        assertThat(rows()).isEqualTo(Map.of("kept", "1", "changed", "3", "new", "3", "twice", "2"));

        try (Writer writer = first.restoredFrom(2).open(sink)) {
            // "changed" was written at two checkpoints since, so that its value of checkpoint 2 is no longer known.
            assertThat(rows()).isEqualTo(Map.of("kept", "1", "removed", "1", "twice", "1"));
            writer.writeThrough(row("twice", "2'"));
        }
        assertThat(rows()).isEqualTo(Map.of("kept", "1", "removed", "1", "twice", "2'"));
        assertThat(version("kept").generation()).isEqualTo(1);
        assertThat(version("twice")).isEqualTo(new Version(2, 2L << 32));
    }

    @Test
    void rewindsAgainAndAgain() throws Exception {
        try (Writer writer = first.restoredFrom(1).open(sink)) {
            writer.writeThrough(row("a", "covered"));
            writer.checkpoint(2);
        }
        for (int attempt = 0; attempt < 3; attempt++) {
            try (Writer writer = first.restoredFrom(2).open(sink)) {
                assertThat(rows()).isEqualTo(Map.of("a", "covered"));
                writer.writeThrough(row("a", "attempt " + attempt), row("b", "attempt " + attempt));
                writer.writeThrough(row("a", "attempt " + attempt + " again"));
            }
        }
    }

    @Test
    void leavesTheRowsOfLivingNeighboursWhenOneSubtaskIsRestarted() throws Exception {
        try (Writer neighbour = first.of(1, 2).open(sink)) {
            try (Writer writer = first.of(0, 2).open(sink)) {
                writer.checkpoint(1);
                neighbour.checkpoint(1);
                writer.writeThrough(row("mine", "1"));
                neighbour.writeThrough(row("neighbour's", "1"));
            }
            try (Writer restarted = first.of(0, 2).restoredFrom(1).open(sink)) {
                assertThat(rows()).isEqualTo(Map.of("neighbour's", "1"));
                neighbour.writeThrough(row("neighbour's", "2"));
            }
        }
        assertThat(rows()).isEqualTo(Map.of("neighbour's", "2"));
    }

    @Test
    void takesBackTheRowsOfSubtasksThatARescaledJobNoLongerHas() throws Exception {
        for (int subtask = 0; subtask < 3; subtask++) {
            try (Writer writer = first.of(subtask, 3).open(sink)) {
                writer.writeThrough(row("row " + subtask, "1"));
            }
        }
        try (Writer writer = first.restoredFrom(0).open(sink)) {
            assertThat(rows()).isEmpty();
        }
    }

    @Test
    void takesBackWhatAnEarlierAttemptWroteBeforeAnyCheckpointButNotWhatStoodThereBeforeTheJob() throws Exception {
        try (Writer earlierJob = new Attempt(new JobID(), 0, 1, -1).open(sink)) {
            earlierJob.writeThrough(row("a", "earlier job"), row("b", "earlier job"));
        }
        try (Writer attempt = first.open(sink)) {
            assertThat(rows()).isEqualTo(Map.of("a", "earlier job", "b", "earlier job"));
            attempt.writeThrough(row("a", "first attempt"), row("c", "first attempt"));
            attempt.writeThrough(row("a", "first attempt again"));
        }
        try (Writer attempt = first.open(sink)) {
            assertThat(rows()).isEqualTo(Map.of("a", "earlier job", "b", "earlier job"));
        }
    }

    @Test
    void leavesRowsAloneInHashesThatAreNotSwept() throws Exception {
        RedisSink<RedisCommand> unswept = sink(List.of());
        try (Writer writer = first.open(unswept)) {
            writer.writeThrough(row("a", "1"), row("a", "2"));
        }
        try (Writer writer = first.restoredFrom(0).open(unswept)) {
            assertThat(rows()).isEqualTo(Map.of("a", "2"));
            writer.writeThrough(row("a", "3"));
        }
        assertThat(rows()).isEqualTo(Map.of("a", "3"));
    }

    @Test
    void keepsWhatACheckpointCoversInSweptHashesOnly() throws Exception {
        byte[] field = "a".getBytes(UTF_8);
        for (List<String> swept : List.of(List.of("another hash"), List.of(key))) {
            redis.del(key);
            try (Writer writer = first.open(sink(swept))) {
                writer.writeThrough(row("a", "1"));
                writer.checkpoint(1);
                writer.writeThrough(row("a", "22"));
            }
            // A header of 21 bytes and the value; then, if kept, the same of the value before.
            assertThat(redis.hget(key.getBytes(UTF_8), field)).hasSize(swept.contains(key) ? 23 + 22 : 23);
        }
    }

    @Test
    void sweepsAHashOfManyPages() throws Exception {
        try (Writer writer = first.restoredFrom(1).open(sink)) {
            for (int i = 0; i < 20_000; i++) {
                writer.write(row("f" + i, "covered"));
            }
            writer.checkpoint(2);
            for (int i = 10_000; i < 30_000; i++) {
                writer.write(row("f" + i, "abandoned"));
            }
            writer.writeThrough();
        }
        assertThat(rows()).hasSize(30_000);
        try (Writer writer = first.restoredFrom(2).open(sink)) {
            assertThat(rows())
                    .hasSize(20_000)
                    .containsEntry("f19999", "covered")
                    .doesNotContainValue("abandoned");
        }
    }

    @Test
    void goesOnWhenTheServerHasForgottenTheScripts() throws Exception {
        try (Writer writer = first.open(sink)) {
            writer.writeThrough(row("a", "1"));
            redis.scriptFlush(key);
            writer.writeThrough(row("a", "2"));
        }
        assertThat(rows()).isEqualTo(Map.of("a", "2"));
    }

    @Test
    void asksForAGenerationKey() throws Exception {
        RedisSink<RedisCommand> plain = RedisSink.<RedisCommand>builder()
                .setConnection(TestRedis.shared())
                .setMapper(command -> command)
                .build();
        try (Writer writer = first.open(plain)) {
            assertThatThrownBy(() -> writer.write(row("a", "1")))
                    .hasMessageContaining(key)
                    .hasMessageContaining("setGenerationKey");
        }
    }
}
