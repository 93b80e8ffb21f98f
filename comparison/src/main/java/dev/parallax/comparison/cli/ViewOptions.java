package dev.parallax.comparison.cli;

import dev.parallax.shared.view.ViewStore;
import java.net.URI;
import picocli.CommandLine.Option;

/** Where views live. */
final class ViewOptions {
    private static final String KAFKA = "kafka:";

    @Option(
            names = "--views",
            paramLabel = "URI",
            defaultValue = KAFKA,
            description =
                    "Where views live: kafka: (default; one topic per version of a view, on the broker of the log) or kafka://HOST:PORT/PREFIX.")
    private String views;

    @Option(names = "--batch-views", paramLabel = "URI", description = "The same for batch views alone.")
    private String batch;

    @Option(names = "--speed-views", paramLabel = "URI", description = "The same for the speed layer's view alone.")
    private String speed;

    @Option(names = "--kappa-views", paramLabel = "URI", description = "The same for kappa's views alone.")
    private String kappa;

    /** The stores of one run. */
    record Stores(ViewStore batch, ViewStore speed, ViewStore kappa) implements AutoCloseable {
        @Override
        public void close() {
            batch.close();
            speed.close();
            kappa.close();
        }
    }

    /** @param run a name that no other run has */
    Stores open(String bootstrapServers, String run) {
        return new Stores(
                store(batch, bootstrapServers, run),
                store(speed, bootstrapServers, run),
                store(kappa, bootstrapServers, run));
    }

    private ViewStore store(String own, String bootstrapServers, String run) {
        String uri = own == null ? views : own;
        return ViewStore.at(uri(uri.equals(KAFKA) ? "kafka://" + bootstrapServers + "/" + run : uri));
    }

    static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no address of views: " + e.getMessage() + ".", e);
        }
    }
}
