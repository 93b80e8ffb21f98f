package dev.parallax.comparison.cli;

import dev.parallax.shared.view.ViewStore;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where views live. */
final class ViewOptions {
    private static final String KAFKA = "kafka:";

    @Option(
            names = "--views",
            paramLabel = "URI",
            defaultValue = KAFKA,
            description = {
                "kafka: is the broker of the log, with one topic for each version of a view (the default). Else an "
                        + "address:",
                "kafka://HOST:PORT/PREFIX"
            })
    private String views;

    @Option(names = "--batch-views", paramLabel = "URI", description = "The same for batch views alone.")
    private String batch;

    @Option(names = "--speed-views", paramLabel = "URI", description = "The same for the speed layer's view alone.")
    private String speed;

    @Option(names = "--kappa-views", paramLabel = "URI", description = "The same for kappa's views alone.")
    private String kappa;

    /** The stores of one run. */
    record Stores(ViewStore batch, ViewStore speed, ViewStore kappa) {}

    /** @throws IllegalArgumentException if there can be no such store */
    void check() {
        for (String[] option : new String[][] {
            {"--views", views}, {"--batch-views", batch}, {"--speed-views", speed}, {"--kappa-views", kappa}
        }) {
            if (option[1] != null && !option[1].equals(KAFKA)) {
                store(option[0], option[1]).close();
            }
        }
    }

    /** @param run a name that no other run has */
    Stores open(OpenResources resources, String bootstrapServers, String run) throws IOException {
        String ofRun = "kafka://" + bootstrapServers + "/" + run;
        return new Stores(
                open(resources, "--batch-views", batch, ofRun),
                open(resources, "--speed-views", speed, ofRun),
                open(resources, "--kappa-views", kappa, ofRun));
    }

    /** The stores as an earlier run has left them; one that is not named is taken to be where another one is. */
    Stores openExisting(OpenResources resources) throws IOException {
        String named = Stream.of(views.equals(KAFKA) ? null : views, batch, speed, kappa)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--views: say where the views are, like --views kafka://HOST:PORT/PREFIX."));
        return new Stores(
                open(resources, "--batch-views", batch, named),
                open(resources, "--speed-views", speed, named),
                open(resources, "--kappa-views", kappa, named));
    }

    private ViewStore open(OpenResources resources, String option, String own, String ofRun) throws IOException {
        String address = own == null ? views : own;
        return resources.open(() -> store(option, address.equals(KAFKA) ? ofRun : address));
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
