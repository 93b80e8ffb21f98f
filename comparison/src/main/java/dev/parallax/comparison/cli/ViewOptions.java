package dev.parallax.comparison.cli;

import dev.parallax.comparison.Comparison;
import dev.parallax.comparison.store.EmbeddedRedis;
import dev.parallax.cosmos.emulator.CosmosEmulator;
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

    /** @throws IllegalArgumentException if there can be no such store */
    void check() {
        for (String[] option : new String[][] {
            {"--views", views}, {"--batch-views", batch}, {"--speed-views", speed}, {"--kappa-views", kappa}
        }) {
            if (option[1] != null && !OF_THE_RUN.contains(option[1])) {
                store(option[0], option[1]).close();
            }
        }
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

    /** @param run a name that no other run has */
    Stores open(OpenResources resources, Servers servers, String bootstrapServers, String run) throws IOException {
        Map<String, ViewStore> opened = new HashMap<>();
        Map<String, String> addresses = new HashMap<>();
        addresses.put(KAFKA, "kafka://" + bootstrapServers + "/" + run);
        if (servers.redis() != null) {
            addresses.put(EMBEDDED_REDIS, servers.redis().address() + "#" + run);
        }
        if (servers.cosmos() != null) {
            addresses.put(EMBEDDED_COSMOS, servers.cosmos());
        }
        return new Stores(
                open(resources, "--batch-views", batch, addresses, opened),
                open(resources, "--speed-views", speed, addresses, opened),
                open(resources, "--kappa-views", kappa, addresses, opened));
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
    Stores openExisting(OpenResources resources) throws IOException {
        String named = Stream.of(views, batch, speed, kappa)
                .filter(address -> address != null && !OF_THE_RUN.contains(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--views: say where the views are, like --views kafka://HOST:PORT/PREFIX."
                                + " What is embedded in a run is gone with it."));
        Map<String, ViewStore> opened = new HashMap<>();
        Map<String, String> addresses = Map.of(KAFKA, named);
        return new Stores(
                open(resources, "--batch-views", batch, addresses, opened),
                open(resources, "--speed-views", speed, addresses, opened),
                open(resources, "--kappa-views", kappa, addresses, opened));
    }

    /** @param opened the stores by their addresses: one that is named twice is opened once */
    private ViewStore open(
            OpenResources resources,
            String option,
            String own,
            Map<String, String> addresses,
            Map<String, ViewStore> opened)
            throws IOException {
        String given = own == null ? views : own;
        String address = addresses.getOrDefault(given, given);
        if (!opened.containsKey(address)) {
            opened.put(address, resources.open(() -> store(option, address)));
        }
        return opened.get(address);
    }

    /** The store at an address; what is wrong with it is said without the address, which may hold a password. */
    static ViewStore store(String option, String address) {
        try {
            return ViewStore.at(new URI(address));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    option + " is no address of views: " + e.getReason() + " at character " + (e.getIndex() + 1) + ".");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }
}
