package dev.parallax.comparison.cli;

import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How somebody's Kafka wants to be spoken to. */
final class KafkaConfigOption {
    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "SASL, TLS and what else concerns the connection, for every Kafka that is named here: a properties file as "
                            + "Kafka's own tools take it with --command-config. What is in it is never shown.")
    private Path file;

    /** It is read once: a pipe has no second time. */
    private KafkaSettings read;

    /**
     * Reads the file.
     *
     * @param kafkaIsNamed whether there is anything that it may be for
     * @throws IllegalArgumentException if there is not, or the file is not as it should be
     */
    void check(boolean kafkaIsNamed) {
        if (file != null && !kafkaIsNamed) {
            throw new IllegalArgumentException(
                    "--kafka-config is for a Kafka of yours, and none is named: give --kafka HOST:PORT,"
                            + " or an address like kafka://HOST:PORT/NAME where there is one to give.");
        }
        settings();
    }

    KafkaSettings settings() {
        if (read == null) {
            read = file == null ? KafkaSettings.none() : KafkaSettings.in(file);
        }
        return read;
    }

    KafkaConnection to(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, settings());
    }
}
