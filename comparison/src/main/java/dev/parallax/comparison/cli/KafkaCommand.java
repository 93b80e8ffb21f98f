package dev.parallax.comparison.cli;

import dev.parallax.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "kafka",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "start",
        description = "The embedded broker, for people without Kafka at hand.")
final class KafkaCommand {
    @ParentCommand
    private Parallax parallax;

    @Command(
            name = "start",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Starts the broker on loopback and keeps it running until Ctrl-C; its data stay in --data.",
            footer = {"", "Example:", "  ./parallax kafka start --port 9092 --data kafka-data"})
    int start(
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            defaultValue = "9092",
                            description = "Where it listens; 0 for any free port. Default: ${DEFAULT-VALUE}.")
                    int port,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "parallax-kafka",
                            description = "Where its data live. Default: ${DEFAULT-VALUE}.")
                    Path data)
            throws IOException, InterruptedException {
        Addresses.requirePort("--port", port);
        try (OpenResources resources = parallax.resources()) {
            ProgressDisplay progress = resources.open(ProgressDisplay::new);
            progress.phase("Starting Kafka", -1);
            EmbeddedKafka kafka = resources.open(() -> EmbeddedKafka.start(data, port));
            resources.watchDisk(kafka.dataDirectory());
            progress.close();
            System.err.println("Kafka runs at " + kafka.bootstrapServers() + ", with its data in "
                    + kafka.dataDirectory() + ". Ctrl-C ends it.");
            new CountDownLatch(1).await();
            return Parallax.DONE;
        }
    }
}
