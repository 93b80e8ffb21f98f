package dev.parallax.comparison.cli;

import dev.parallax.comparison.feed.EventInput;
import dev.parallax.comparison.feed.FileInput;
import dev.parallax.comparison.feed.TopicInput;
import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.FileLog;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where events come from. */
final class EventOptions {
    @Option(
            names = "--events",
            paramLabel = "FILE|DIR|-",
            description =
                    "Newline-delimited events. A FILE is one sequence in ingest order, dealt to --partitions by key; in a DIR each file is one partition, in ingest order; - is standard input. (Default: generated events.)")
    private String events;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "An existing log: the broker that has it.")
    private String kafka;

    @Option(names = "--topic", paramLabel = "NAME", description = "An existing log: its topic.")
    private String topic;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "To how many partitions a FILE is dealt (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--ingest-time",
            paramLabel = "FIELD",
            description =
                    "Which field of an event says when it was taken in (default: the running maximum of event time).")
    private String ingestTime;

    String kafka() {
        return kafka;
    }

    boolean isTopic() {
        return kafka != null;
    }

    /** Whether the events are kept in a file that is gone afterwards. */
    boolean areTemporary() {
        return kafka == null && (events == null || events.equals("-"));
    }

    /** The events for a comparison, or for a job. */
    <E> EventInput<E> input(Pipeline<E, ?, ?> pipeline, Duration maxAhead, long seed, Path work) throws IOException {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException("--partitions must be between 1 and 1000, not " + partitions + ".");
        }
        check();
        if (kafka != null) {
            return new TopicInput<>(pipeline, KafkaLog.existing(kafka, topic));
        }
        Path path = events == null ? generate(pipeline.name(), seed, work) : path(work);
        return new FileInput<>(pipeline, FileLog.at(path, new IngestTime(ingestTime, maxAhead.toMillis())), partitions);
    }

    /** The same as a log that a job reads directly. */
    EventLog log(Pipeline<?, ?, ?> pipeline, Duration maxAhead, long seed, Path work) throws IOException {
        check();
        if (kafka != null) {
            return KafkaLog.existing(kafka, topic);
        }
        Path path = events == null ? generate(pipeline.name(), seed, work) : path(work);
        return FileLog.at(path, new IngestTime(ingestTime, maxAhead.toMillis()));
    }

    private void check() {
        if (events != null && kafka != null) {
            throw new IllegalArgumentException("Give --events or --kafka, not both.");
        }
        if ((kafka == null) != (topic == null)) {
            throw new IllegalArgumentException("--kafka and --topic belong together: give both.");
        }
    }

    private Path path(Path work) throws IOException {
        if (!events.equals("-")) {
            return Path.of(events);
        }
        // It is read twice.
        Path spooled = work.resolve("standard-input.json");
        Files.copy(System.in, spooled);
        return spooled;
    }

    private static Path generate(String pipeline, long seed, Path work) throws IOException {
        Path file = work.resolve("generated.json");
        EventGenerator generator =
                new EventGenerator(GeneratorSettings.defaults(pipeline).withSeed(seed));
        try (OutputStream out = Files.newOutputStream(file)) {
            generator.writeTo(out);
        }
        return file;
    }
}
