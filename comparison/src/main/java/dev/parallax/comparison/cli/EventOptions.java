package dev.parallax.comparison.cli;

import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.comparison.feed.TopicInput;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.files.FileLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where events come from. */
final class EventOptions {
    private static final String STANDARD_INPUT = "-";

    @Option(
            names = "--events",
            paramLabel = "FILE|DIR|-",
            description = {
                "Newline-delimited events. A FILE is one sequence in ingest order, dealt to --partitions by key. In a "
                        + "DIR each file is a partition, in ingest order. - is standard input. "
                        + "Default: generated events."
            })
    private String events;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "An existing log: the broker that has it.")
    private String kafka;

    @Option(names = "--topic", paramLabel = "NAME", description = "An existing log: its topic.")
    private String topic;

    @Mixin
    private KafkaConfigOption config;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "To how many partitions a FILE is dealt. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--ingest-time",
            paramLabel = "FIELD",
            description = "The field of an event that says when it was taken in. Default: none, the running maximum of "
                    + "event time stands for it.")
    private String ingestTime;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the generated events. Default: ${DEFAULT-VALUE}.")
    private long seed;

    String kafka() {
        return kafka;
    }

    KafkaConfigOption config() {
        return config;
    }

    String topic() {
        return topic;
    }

    String events() {
        return events;
    }

    String ingestTime() {
        return ingestTime;
    }

    long seed() {
        return seed;
    }

    boolean isStandardInput() {
        return STANDARD_INPUT.equals(events);
    }

    boolean isTopic() {
        return kafka != null;
    }

    /** Whether the events are kept in a file that is gone afterwards. */
    boolean areTemporary() {
        return kafka == null && (events == null || events.equals(STANDARD_INPUT));
    }

    /** @throws IllegalArgumentException if the options contradict each other, or cannot be */
    void check() {
        check(false);
    }

    /** @param topicElsewhere whether the topic is one of another broker than that of {@code --kafka} */
    void check(boolean topicElsewhere) {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException("--partitions must be between 1 and 1000, not " + partitions + ".");
        }
        if (events != null && kafka != null) {
            throw new IllegalArgumentException("Give --events or --kafka, not both.");
        }
        if ((kafka == null && !topicElsewhere) != (topic == null)) {
            throw new IllegalArgumentException("--kafka and --topic belong together: give both.");
        }
        if (kafka != null) {
            Addresses.requireHostAndPort("--kafka", kafka);
        }
    }

    /**
     * The log to read, as far as it reaches now.
     *
     * @param work where what can be read only once is kept
     */
    EventLog log(Pipeline<?, ?, ?> pipeline, Duration maxAhead, Path work) throws IOException {
        if (kafka != null) {
            return KafkaLog.existing(config.to(kafka), topic);
        }
        Path path = events == null ? generated(pipeline.name(), work) : twiceReadable(work);
        return FileLog.at(path, new IngestTime(ingestTime, maxAhead.toMillis()));
    }

    /** The same log as input of a comparison. */
    <E> EventInput<E> input(Pipeline<E, ?, ?> pipeline, EventLog log) {
        return log instanceof KafkaLog existing
                ? new TopicInput<>(pipeline, existing)
                : new FileInput<>(pipeline, (FileLog) log, partitions);
    }

    private Path twiceReadable(Path work) throws IOException {
        Path path = Path.of(events);
        boolean onlyOnce = events.equals(STANDARD_INPUT)
                || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
        if (!onlyOnce) {
            return path;
        }
        Path kept = work.resolve("standard-input.json");
        try (InputStream in = events.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path)) {
            Files.copy(in, kept);
        } catch (IOException e) {
            throw new IOException(
                    "The events in " + events + " cannot be kept in " + kept + ": " + FileProblem.reason(e) + ".", e);
        }
        return kept;
    }

    private Path generated(String pipeline, Path work) throws IOException {
        Path file = work.resolve("generated.json");
        EventGenerator generator =
                new EventGenerator(GeneratorSettings.defaults(pipeline).withSeed(seed));
        try (OutputStream out = Files.newOutputStream(file)) {
            generator.writeTo(out);
        }
        return file;
    }
}
