package dev.parallax.comparison.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.cosmos.emulator.CosmosEmulator;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import dev.parallax.shared.view.StoreUnreachable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores with a place for each row hold what a job without a failure leaves there. */
class KeyedRowSinksTest {
    private static final int ROWS = 1_000;

    @TempDir
    Path directory;

    @Test
    void redisHoldsAHashOfEachKeyAlthoughATaskFails() throws Exception {
        CountedRows rows = new CountedRows("rows to Redis", ROWS).failingOnce();
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false)) {
            RowSink sink = RowSinks.at(redis.address() + "#rows", RowSinkSettings.of("counted"));

            sink.prepare();
            rows.job(sink).execute();

            assertThat(rows.failuresLeft()).as("failures that did not happen").isZero();
            assertThat(Stored.inRedis(redis.address(), "rows")).isEqualTo(rows.inTheEnd());
            assertThat(Stored.hash(redis.address(), "rows:once 8"))
                    .isEqualTo(Map.of(
                            "2024-04-09T12:00:00Z--2024-04-09T12:10:00Z",
                            "{\"key\":\"once 8\",\"windowStart\":\"2024-04-09T12:00:00Z\","
                                    + "\"windowEnd\":\"2024-04-09T12:10:00Z\",\"count\":8}"));
            assertThat(Stored.hash(redis.address(), "rows:once 7"))
                    .as("removed")
                    .isEmpty();
        }
    }

    @Test
    void cosmosHoldsAnItemOfEachRowAlthoughATaskFails() throws Exception {
        CountedRows rows = new CountedRows("rows to Cosmos", ROWS).failingOnce();
        try (CosmosEmulator cosmos = CosmosEmulator.start(0)) {
            String address = "cosmos://127.0.0.1:" + cosmos.port() + "/shop/rows?tls=false";
            RowSink sink = RowSinks.at(address, RowSinkSettings.of("counted"));

            sink.prepare();
            rows.job(sink).execute();

            assertThat(rows.failuresLeft()).as("failures that did not happen").isZero();
            assertThat(Stored.inCosmos(address)).isEqualTo(rows.inTheEnd());
        }
    }

    @Test
    void aRedisThatIsNotThereIsNamedWithoutItsPasswordBeforeTheStart() throws IOException {
        String address;
        try (EmbeddedRedis redis = EmbeddedRedis.start(directory.resolve("redis"), false)) {
            address = redis.address();
        }
        RowSink sink = RowSinks.at(address.replace("//", "//me:s3cret@"), RowSinkSettings.of("nobody"));

        assertThatExceptionOfType(StoreUnreachable.class)
                .isThrownBy(sink::prepare)
                .withMessageStartingWith(address.replace("//", "//me:***@") + " cannot be used: is it running,");
    }
}
