package dev.parallax.comparison.cli;

import dev.parallax.comparison.topics.KafkaTopics;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "topics",
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "list|create",
        description = "The topics of a Kafka broker.",
        footer = {
            "",
            "Examples:",
            "  ./parallax topics create events --partitions 4",
            "  ./parallax topics list --kafka 127.0.0.1:9092"
        })
final class TopicsCommand {
    private static final int MOST_PARTITIONS = 1000;

    @ParentCommand
    private Parallax parallax;

    @Command(
            name = "list",
            sortOptions = false,
            abbreviateSynopsis = true,
            description =
                    "Lists the topics with their partitions, and how many offsets these hold; a transaction's end "
                            + "has an offset, too, so there may be fewer records. Columns on a terminal, tabs in a pipe.",
            footer = {"", "Example:", "  ./parallax topics list"})
    int list(
            @Option(
                            names = "--kafka",
                            paramLabel = "HOST:PORT",
                            defaultValue = "127.0.0.1:9092",
                            description = "The broker. Default: ${DEFAULT-VALUE}.")
                    String kafka,
            @Mixin(name = "The connection") KafkaConfigOption config)
            throws IOException {
        Addresses.requireHostAndPort("--kafka", kafka);
        try (OpenResources resources = parallax.resources()) {
            KafkaTopics topics = resources.open(() -> KafkaTopics.at(config.to(kafka)));
            Table table = new Table("topic", "partitions", "offsets");
            topics.all().forEach(topic -> table.add(topic.name(), topic.partitions(), topic.offsets()));
            parallax.output().print(table.text(Terminal.isOutput()));
        }
        return Parallax.DONE;
    }

    @Command(
            name = "create",
            sortOptions = false,
            abbreviateSynopsis = true,
            description = "Makes a topic, with the broker's settings for all that is not said here.",
            footer = {"", "Example:", "  ./parallax topics create events --partitions 4"})
    int create(
            @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.") String name,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "How many partitions it has. Default: ${DEFAULT-VALUE}.")
                    int partitions,
            @Option(
                            names = "--kafka",
                            paramLabel = "HOST:PORT",
                            defaultValue = "127.0.0.1:9092",
                            description = "The broker. Default: ${DEFAULT-VALUE}.")
                    String kafka,
            @Mixin(name = "The connection") KafkaConfigOption config)
            throws IOException {
        Addresses.requireHostAndPort("--kafka", kafka);
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "--partitions must be between 1 and " + MOST_PARTITIONS + ", not " + partitions + ".");
        }
        try (OpenResources resources = parallax.resources()) {
            resources.open(() -> KafkaTopics.at(config.to(kafka))).create(name, partitions);
        }
        System.err.println(
                "The topic '" + name + "' has " + partitions + (partitions == 1 ? " partition." : " partitions."));
        return Parallax.DONE;
    }
}
