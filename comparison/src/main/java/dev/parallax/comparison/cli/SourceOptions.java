package dev.parallax.comparison.cli;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import dev.parallax.comparison.query.Feed;
import dev.parallax.comparison.query.QueryDirectory;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.format.RecordFormat;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.log.FollowedTopic;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaStart;
import dev.parallax.shared.log.WholeLog;
import dev.parallax.shared.log.folder.ArchiveThenTopic;
import dev.parallax.shared.log.folder.Cleaning;
import dev.parallax.shared.log.folder.FolderLog;
import dev.parallax.shared.log.folder.FolderSettings;
import dev.parallax.shared.log.socket.SocketLog;
import dev.parallax.shared.logic.EventShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the events of a query come from, besides a finished file or a topic. */
final class SourceOptions {
    @Option(
            names = "--files",
            paramLabel = "DIR",
            description =
                    "A folder that is watched: each file is read when it is there, by modification time, then name. Hidden "
                            + "files, and those with names like _x or x.tmp, are not there yet.")
    private Path files;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description =
                    "Of files and lines: json (one a line), csv, text, parquet or avro; .gz and .zst by name. Default: "
                            + "${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = "--follow",
            description = "Files grow: what is written to the end of one is read too (json, csv, text).")
    private boolean follow;

    @Option(
            names = "--max-files-per-trigger",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many files between two triggers. Default: no limit.")
    private int maxFiles;

    @Option(
            names = "--clean",
            paramLabel = "off|delete|archive:DIR",
            defaultValue = "off",
            description = "What becomes of a file when a checkpoint holds that it was read. Default: ${DEFAULT-VALUE}.")
    private String clean;

    @Option(
            names = "--then-kafka",
            paramLabel = "HOST:PORT",
            description = "The files are an archive: when they are read, go on with --topic of this broker.")
    private String thenKafka;

    @Option(
            names = "--socket",
            paramLabel = "HOST:PORT",
            description =
                    "Lines from a server, like ncat -lk 4545. A socket cannot be replayed: what came after the last "
                            + "checkpoint is lost with a failure.")
    private String socket;

    /** Event time passes as fast as events come, for longer than anybody waits. */
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    @Option(names = "--rate", paramLabel = "N", description = "Generated events, so many a second, without end.")
    private Integer rate;

    @Option(
            names = "--from",
            paramLabel = "earliest|latest|TIME|OFFSETS",
            defaultValue = "earliest",
            description =
                    "Where a topic is begun: a time like 2024-04-09T12:00:00Z is that of ingest, offsets are one a partition "
                            + "like 10,20. Default: ${DEFAULT-VALUE}.")
    private String from;

    @Option(
            names = "--max-records-per-trigger",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many records of a topic between two triggers. Default: no limit.")
    private long maxRecords;

    /**
     * A source, opened.
     *
     * @param source where the events come from
     * @param end where they end; null if they do not, or if the job notices that by itself
     */
    record Opened(EventSource source, EventSource.Goal end) {
        /** Whether the job notices by itself that they end. */
        boolean ends() {
            return source instanceof WholeLog;
        }
    }

    /** Whether the events are kept in a file that is gone afterwards. */
    boolean areTemporary(EventOptions events) {
        return rate != null || files == null && socket == null && events.areTemporary();
    }

    /** Whether one of them makes a run a query. */
    boolean areGiven() {
        return files != null || socket != null || rate != null;
    }

    /** The broker that events come from; null if they come from elsewhere. */
    String broker(EventOptions events) {
        return thenKafka == null ? events.kafka() : thenKafka;
    }

    boolean goesOnWithTopic() {
        return thenKafka != null;
    }

    /** @throws IllegalArgumentException if the options contradict each other, or cannot be */
    void check(EventOptions events, boolean stream, boolean resumable) {
        long kinds = Stream.of(
                        events.events() != null,
                        events.isTopic() && thenKafka == null,
                        files != null,
                        socket != null,
                        rate != null)
                .filter(given -> given)
                .count();
        if (kinds > 1) {
            throw new IllegalArgumentException(
                    "Give one source: --events, --kafka, --files, --socket or --rate. An archive and then a topic is --files"
                            + " with --then-kafka.");
        }
        if (thenKafka != null) {
            Addresses.requireHostAndPort("--then-kafka", thenKafka);
            if (files == null || events.topic() == null) {
                throw new IllegalArgumentException(
                        "--then-kafka goes with --files, the archive, and --topic, what comes after it.");
            }
        }
        if (socket != null) {
            Addresses.requireHostAndPort("--socket", socket);
        }
        if (rate != null && (rate < 1 || rate > 1_000_000)) {
            throw new IllegalArgumentException("--rate must be between 1 and 1000000, not " + rate + ".");
        }
        if (maxFiles < 0 || maxRecords < 0) {
            throw new IllegalArgumentException(
                    "--max-files-per-trigger and --max-records-per-trigger must be at least 1, or 0 for no limit.");
        }
        if (!stream && (socket != null || rate != null || follow)) {
            throw new IllegalArgumentException(
                    "A batch job needs a source that ends: --socket, --rate and --follow do not.");
        }
        if (resumable && areTemporary(events)) {
            throw new IllegalArgumentException(
                    "--checkpoint needs events that can be read again in another run: --files, --kafka,"
                            + " or --events with a file; or --socket, which begins anew.");
        }
    }

    /** What may not change while a query has state. */
    Map<String, String> fixed(EventOptions events) {
        if (files != null) {
            String archive = files.toAbsolutePath().normalize().toString();
            return thenKafka == null
                    ? Map.of("files", archive, "format", format)
                    : Map.of("files", archive, "format", format, "topic", events.topic());
        }
        if (events.isTopic()) {
            return Map.of("topic", events.topic());
        }
        return events.events() == null ? Map.of() : Map.of("events", events.events());
    }

    /** @param limited whether the limits per trigger count */
    Opened open(
            Pipeline<?, ?, ?> pipeline,
            EventOptions events,
            PipelineOptions transformation,
            boolean stream,
            boolean limited,
            Path work,
            QueryDirectory directory,
            OpenResources resources)
            throws IOException {
        if (files != null) {
            FolderSettings folder = FolderSettings.of(files, RecordFormat.named(format, pipeline.shape()))
                    .withIngestTimeField(events.ingestTime())
                    .withMaxFilesPerTrigger(limited ? maxFiles : 0)
                    .withCleaning(Cleaning.parse(clean))
                    .following(follow);
            FolderLog log = FolderLog.marking(folder, directory.sources());
            if (thenKafka != null) {
                KafkaLog topic = KafkaLog.existing(events.config().to(thenKafka), events.topic());
                return new Opened(
                        new ArchiveThenTopic(folder, topic(topic, limited, directory), directory.sources()), null);
            }
            return new Opened(stream ? log : log.whatIsThere(), null);
        }
        if (socket != null) {
            return new Opened(SocketLog.at(socket, RecordFormat.named(format, pipeline.shape())), null);
        }
        if (rate != null) {
            EventGenerator generator = new EventGenerator(GeneratorSettings.defaults(pipeline.name())
                    .withSeed(events.seed())
                    .withEvents(rate * ENDLESS.toSeconds())
                    .withSpan(ENDLESS));
            Path fed = fed(work);
            resources.open(() -> Feed.generated(generator, rate, fed));
            return new Opened(followed(fed), null);
        }
        if (stream && events.isStandardInput()) {
            Path fed = fed(work);
            Feed feed = resources.open(() -> Feed.of(System.in, fed));
            return new Opened(followed(fed), feed.end());
        }
        EventLog log = events.log(pipeline, transformation.maxAhead, work);
        return new Opened(
                stream && log instanceof KafkaLog topic ? topic(topic, limited, directory) : new WholeLog(log), null);
    }

    private FollowedTopic topic(KafkaLog topic, boolean limited, QueryDirectory directory) {
        return FollowedTopic.from(topic, KafkaStart.parse(from), limited ? maxRecords : 0, directory.sources());
    }

    private static Path fed(Path work) throws IOException {
        return Files.createDirectories(work.resolve("fed")).resolve("events.json");
    }

    private static FolderLog followed(Path fed) {
        RecordFormat json = RecordFormat.named("json", EventShape.OF_FIELDS);
        return FolderLog.of(FolderSettings.of(fed.getParent(), json).following(true));
    }
}
