package dev.parallax.comparison.cli;

import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.cosmos.emulator.CosmosEmulator;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaSettings;
import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where views live. */
final class ViewOptions {
    private static final String KAFKA = "kafka:";
    private static final String EMBEDDED_REDIS = "redis:embedded";
    private static final String EMBEDDED_COSMOS = "cosmos:embedded";
    private static final Set<String> OF_THE_RUN = Set.of(KAFKA, EMBEDDED_REDIS, EMBEDDED_COSMOS);

    @Option(
            names = "--views",
            paramLabel = "URI",
            defaultValue = KAFKA,
            description = {
                "kafka: is the broker of the log, with one topic for each version of a view (the default);"
                    + " redis:embedded and cosmos:embedded are servers that live as long as the run. Else an address:",
                "kafka://HOST:PORT/PREFIX",
                "redis://[USER:PASSWORD@]HOST:PORT[#PREFIX]",
                "cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER, with COSMOS_KEY in the environment"
            })
    private String views;

    @Option(names = "--batch-views", paramLabel = "URI", description = "The same for batch views alone.")
    private String batch;

    @Option(names = "--speed-views", paramLabel = "URI", description = "The same for the speed layer's view alone.")
    private String speed;

    @Option(names = "--kappa-views", paramLabel = "URI", description = "The same for kappa's views alone.")
    private String kappa;

    /** The stores of one run. */
    record Stores(ViewStore batch, ViewStore speed, ViewStore kappa) {
        Comparison.ViewStores ofComparison() {
            return new Comparison.ViewStores(batch, speed, kappa);
        }
    }

    /** An address, and how the Kafka that it may name wants to be spoken to. */
    private record Address(String uri, KafkaSettings kafka) {}

    /** Opens stores; one that is named twice is opened once. */
    private record Opening(
            OpenResources resources,
            Map<String, Address> ofTheRun,
            KafkaSettings ofOthers,
            Map<Address, ViewStore> opened) {
        private ViewStore store(String option, String given) throws IOException {
            Address address = ofTheRun.getOrDefault(given, new Address(given, ofOthers));
            if (!opened.containsKey(address)) {
                opened.put(address, resources.open(() -> ViewOptions.store(option, address.uri(), address.kafka())));
            }
            return opened.get(address);
        }
    }

    /** @throws IllegalArgumentException if there can be no such store */
    void check(KafkaSettings kafkaSettings) {
        for (String[] option : new String[][] {
            {"--views", views}, {"--batch-views", batch}, {"--speed-views", speed}, {"--kappa-views", kappa}
        }) {
            if (option[1] != null && !OF_THE_RUN.contains(option[1])) {
                store(option[0], option[1], kafkaSettings).close();
            }
        }
    }

    /** Whether there are views in a Kafka other than that of the log. */
    boolean nameKafka() {
        return Stream.of(views, batch, speed, kappa).anyMatch(address -> !KAFKA.equals(address) && isKafka(address));
    }

    static boolean isKafka(String address) {
        return address != null && address.startsWith(KAFKA);
    }

    /**
     * The servers that live as long as the command.
     *
     * @param redis null if there is none
     * @param cosmos address of the emulator; null if there is none
     */
    record Servers(EmbeddedRedis redis, String cosmos) {}

    /**
     * Starts the servers that were asked for.
     *
     * @param work where they may put their files
     * @param durable whether what they were told survives them
     */
    Servers start(OpenResources resources, Path work, boolean durable) throws IOException {
        EmbeddedRedis redis = wants(EMBEDDED_REDIS)
                ? resources.open(() -> EmbeddedRedis.start(work.resolve("redis"), durable))
                : null;
        String cosmos = wants(EMBEDDED_COSMOS)
                ? "cosmos://127.0.0.1:"
                        + resources.open(() -> CosmosEmulator.start(0)).port() + "/parallax/views?tls=false"
                : null;
        return new Servers(redis, cosmos);
    }

    /**
     * @param kafka has the log
     * @param run a name that no other run has
     * @param settings of a Kafka that is named as an address
     */
    Stores open(OpenResources resources, Servers servers, KafkaConnection kafka, String run, KafkaSettings settings)
            throws IOException {
        Map<String, Address> ofTheRun = new HashMap<>();
        ofTheRun.put(KAFKA, new Address("kafka://" + kafka.bootstrapServers() + "/" + run, kafka.settings()));
        if (servers.redis() != null) {
            ofTheRun.put(EMBEDDED_REDIS, new Address(servers.redis().address() + "#" + run, KafkaSettings.none()));
        }
        if (servers.cosmos() != null) {
            ofTheRun.put(EMBEDDED_COSMOS, new Address(servers.cosmos(), KafkaSettings.none()));
        }
        return stores(new Opening(resources, ofTheRun, settings, new HashMap<>()));
    }

    private Stores stores(Opening opening) throws IOException {
        return new Stores(
                opening.store("--batch-views", batch == null ? views : batch),
                opening.store("--speed-views", speed == null ? views : speed),
                opening.store("--kappa-views", kappa == null ? views : kappa));
    }

    /** Whether views live in a Redis that is started for the run. */
    boolean areInOwnRedis() {
        return wants(EMBEDDED_REDIS);
    }

    /** Whether a store lives in or beside this process. */
    boolean areEmbedded() {
        return wants(EMBEDDED_REDIS) || wants(EMBEDDED_COSMOS);
    }

    private boolean wants(String server) {
        return Stream.of(batch, speed, kappa)
                .map(own -> own == null ? views : own)
                .anyMatch(server::equals);
    }

    /** The stores as an earlier run has left them; one that is not named is taken to be where another one is. */
    Stores openExisting(OpenResources resources, KafkaSettings settings) throws IOException {
        String named = Stream.of(views, batch, speed, kappa)
                .filter(address -> address != null && !OF_THE_RUN.contains(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--views: say where the views are, like --views kafka://HOST:PORT/PREFIX."
                                + " What is embedded in a run is gone with it."));
        return stores(new Opening(resources, Map.of(KAFKA, new Address(named, settings)), settings, new HashMap<>()));
    }

    /** The store at an address; what is wrong with it is said without the address, which may hold a password. */
    static ViewStore store(String option, String address, KafkaSettings kafkaSettings) {
        try {
            return ViewStore.at(new URI(address), kafkaSettings);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    option + " is no address of views: " + e.getReason() + " at character " + (e.getIndex() + 1) + ".");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }
}
