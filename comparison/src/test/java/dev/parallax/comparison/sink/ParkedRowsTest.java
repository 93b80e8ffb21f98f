package dev.parallax.comparison.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.cosmos.emulator.CosmosEmulator;
import dev.parallax.shared.sink.Parked;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query goes on without its store, and what it could not write is put back later. */
class ParkedRowsTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int ROWS = 4_000;

    @TempDir
    Path directory;

    @Test
    void aRedisThatWasGoneHoldsInTheEndWhatItHoldsWithoutTheOutage() throws Exception {
        CountedRows rows = new CountedRows("rows to a Redis that goes", ROWS);
        Path parked = directory.resolve("parked");
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), true)) {
            RowSinkSettings settings =
                    RowSinkSettings.of("counted").withParking(parked).withParkAfter(Duration.ofMillis(300));
            RowSink sink = RowSinks.at(redis.address() + "#rows", settings);
            JobClient job = rows.job(sink).executeAsync();
            await().atMost(LONGEST)
                    .until(() -> Stored.hash(redis.address(), "rows:word 3").size() >= 2);

            redis.kill();
            await().atMost(LONGEST).until(() -> parkedFiles(parked) >= 2);
            redis.startAgain();
            job.getJobExecutionResult().get();

            long waiting = Parked.count(parked);
            Map<String, String> before = Stored.inRedis(redis.address(), "rows");
            assertThat(waiting).isPositive();
            assertThat(before).isNotEqualTo(rows.inTheEnd());
            assertThat(before.keySet())
                    .as("rows that came after the outage")
                    .anyMatch(row -> row.contains("once " + (ROWS - 2)));

            assertThat(Parked.redrive(parked, sink, CountedRows.WORDS)).isEqualTo(waiting);

            assertThat(Stored.inRedis(redis.address(), "rows")).isEqualTo(rows.inTheEnd());
            assertThat(Parked.count(parked)).isZero();
        }
    }

    @Test
    void aCosmosThatWasBusyHoldsInTheEndWhatItHoldsWithoutThat() throws Exception {
        CountedRows rows = new CountedRows("rows to a busy Cosmos", ROWS).failingOnce();
        Path parked = directory.resolve("parked");
        try (CosmosEmulator cosmos = CosmosEmulator.start(0)) {
            String address = "cosmos://127.0.0.1:" + cosmos.port() + "/shop/rows?tls=false";
            RowSinkSettings settings =
                    RowSinkSettings.of("counted").withParking(parked).withParkAfter(Duration.ofMillis(300));
            RowSink sink = RowSinks.at(address, settings);
            sink.prepare();
            JobClient job = rows.job(sink).executeAsync();
            await().atMost(LONGEST).until(() -> !Stored.inCosmos(address).isEmpty());

            cosmos.faults().fail(503, 1, LONGEST);
            await().atMost(LONGEST).until(() -> parkedFiles(parked) >= 1);
            cosmos.faults().clear();
            job.getJobExecutionResult().get();

            assertThat(rows.failuresLeft()).as("failures that did not happen").isZero();
            assertThat(Parked.count(parked)).isPositive();
            Parked.redrive(parked, sink, CountedRows.WORDS);

            assertThat(Stored.inCosmos(address)).isEqualTo(rows.inTheEnd());
        }
    }

    private static long parkedFiles(Path parked) throws IOException {
        if (!Files.isDirectory(parked)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(parked)) {
            return files.filter(file -> file.toString().endsWith(".ndjson")).count();
        }
    }
}
