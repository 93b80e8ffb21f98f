package dev.parallax.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.cosmos.emulator.CosmosEmulator;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Views in Redis and Cosmos DB, disturbed, with late events, copies and broken lines in the log, hold what they hold in Kafka undisturbed, byte for byte: what is true of those
 * (see {@link AgreementTest}, {@link EvidenceTest}, {@link RepeatabilityTest}) is true of these.
 */
@ExtendWith(Laboratory.class)
class StoresTest {
    private static final DevicesPipeline DEVICES = new DevicesPipeline();
    private static final int PARTITIONS = 4;
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static EmbeddedRedis redis;
    private static CosmosEmulator cosmos;
    private static Map<String, String> inKafka;
    private static Map<String, String> sessionsInKafka;

    enum Store {
        REDIS,
        COSMOS;

        private ViewStore open() {
            String name = "run" + NAMES.incrementAndGet();
            return ViewStore.at(URI.create(
                    this == REDIS
                            ? redis.address() + "#" + name
                            : "cosmos://127.0.0.1:" + cosmos.port() + "/parallax/" + name + "?tls=false"));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        redis = EmbeddedRedis.start(shared.resolve("redis"), false);
        cosmos = CosmosEmulator.start(0);
    }

    @AfterAll
    static void stop() {
        redis.close();
        cosmos.close();
    }

    @ParameterizedTest
    @EnumSource
    void aTaskThatFailsInTheMiddleChangesNothing(Store store, Laboratory laboratory) {
        var failing = FailingPipeline.at(2000, DEVICES, "run in " + store, 3);

        Map<String, String> disturbed = views(laboratory, failing, store.open(), at -> {});

        assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
        assertThat(disturbed).isEqualTo(inKafka(laboratory));
    }

    /** Rows of sessions are taken away, too, as the sessions grow. */
    @Test
    @Tag("long")
    void aTaskThatFailsInTheMiddleChangesNoSessionInRedis(Laboratory laboratory) {
        aTaskThatFailsInTheMiddleChangesNoSession(Store.REDIS, laboratory);
    }

    @Test
    @Tag("long")
    void norInCosmos(Laboratory laboratory) {
        aTaskThatFailsInTheMiddleChangesNoSession(Store.COSMOS, laboratory);
    }

    private void aTaskThatFailsInTheMiddleChangesNoSession(Store store, Laboratory laboratory) {
        Windows sessions = Windows.session(Duration.ofMinutes(10));
        if (sessionsInKafka == null) {
            sessionsInKafka = views(laboratory, DEVICES, sessions, laboratory.newViewStore(), at -> {});
        }
        var failing = FailingPipeline.at(2000, DEVICES, "sessions in " + store, 3);

        Map<String, String> disturbed = views(laboratory, failing, sessions, store.open(), at -> {});

        assertThat(failing.failuresLeft()).as("failures that did not happen").isZero();
        assertThat(disturbed).isEqualTo(sessionsInKafka);
    }

    @Test
    void aRedisThatIsKilledAndStartedAgainLosesNothing(Laboratory laboratory) throws IOException {
        try (EmbeddedRedis durable = EmbeddedRedis.start(directory.resolve("redis"), true)) {
            AtomicInteger kills = new AtomicInteger();
            LongConsumer killing = fed -> {
                if (fed >= 500 && kills.getAndIncrement() < 2) {
                    killAndStart(durable);
                }
            };

            Map<String, String> disturbed =
                    views(laboratory, DEVICES, ViewStore.at(URI.create(durable.address())), killing);

            assertThat(kills.get()).isGreaterThanOrEqualTo(2);
            assertThat(disturbed).isEqualTo(inKafka(laboratory));
        }
    }

    private static void killAndStart(EmbeddedRedis redis) {
        try {
            redis.kill();
            redis.startAgain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCosmosThatRefusesAFifthOfTheRequestsLosesNothing(Laboratory laboratory) throws IOException {
        try (CosmosEmulator busy = CosmosEmulator.start(0)) {
            ViewStore store =
                    ViewStore.at(URI.create("cosmos://127.0.0.1:" + busy.port() + "/parallax/views?tls=false"));
            AtomicInteger fed = new AtomicInteger();
            LongConsumer throttling = at -> {
                if (fed.getAndIncrement() == 0) {
                    busy.faults().throttle(0.2, Duration.ofSeconds(10));
                }
            };

            Map<String, String> disturbed = views(laboratory, DEVICES, store, throttling);

            assertThat(busy.faults().throttledSoFar()).isPositive();
            assertThat(disturbed).isEqualTo(inKafka(laboratory));
        }
    }

    /** What an undisturbed run leaves there. */
    private Map<String, String> inKafka(Laboratory laboratory) {
        if (inKafka == null) {
            inKafka = views(laboratory, DEVICES, laboratory.newViewStore(), at -> {});
        }
        return inKafka;
    }

    private Map<String, String> views(
            Laboratory laboratory,
            Pipeline<DeviceEvent, Reading, Temperatures> pipeline,
            ViewStore store,
            LongConsumer whileFeeding) {
        return views(laboratory, pipeline, pipeline.windows(), store, whileFeeding);
    }

    /** @param whileFeeding is told how many records were fed, at each cut at least */
    private Map<String, String> views(
            Laboratory laboratory,
            Pipeline<DeviceEvent, Reading, Temperatures> pipeline,
            Windows windows,
            ViewStore store,
            LongConsumer whileFeeding) {
        Path events = Events.generated(directory, Events.few());
        Watcher watcher = new Watcher() {
            @Override
            public void phase(String stage, long total) {}

            @Override
            public void at(long done) {
                whileFeeding.accept(done);
            }
        };
        Settings settings = Laboratory.settings(windows, 3);
        try (var experiment = laboratory.prepare(pipeline, settings, events, PARTITIONS, null, store, watcher)) {
            Outcome<Temperatures> outcome = experiment.run(UnaryOperator.identity(), UnaryOperator.identity());
            assertThat(new ReportOf<>(outcome).report().violations()).isEmpty();
            return Laboratory.written(outcome, directory.resolve("out"));
        }
    }
}
