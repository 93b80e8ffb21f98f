package dev.parallax.comparison.cli;

import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        description = "The embedded broker, for people without Kafka at hand.")
final class KafkaCommand {
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts the broker on loopback and keeps it running until Ctrl-C; its data stay in --data.",
            footer = {"", "Example:", "  ./parallax kafka start --port 9092 --data kafka-data"})
    int start(
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            defaultValue = "9092",
                            description = "Default: ${DEFAULT-VALUE}.")
                    int port,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "parallax-kafka",
                            description = "Default: ${DEFAULT-VALUE}.")
                    Path data)
            throws IOException, InterruptedException {
        try (OpenResources resources = new OpenResources()) {
            EmbeddedKafka kafka = resources.add(EmbeddedKafka.start(data, port));
            System.err.println("Kafka runs at " + kafka.bootstrapServers() + ", with its data in "
                    + kafka.dataDirectory() + ". Ctrl-C ends it.");
            new CountDownLatch(1).await();
            return Parallax.DONE;
        }
    }
}
