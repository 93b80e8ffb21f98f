package dev.parallax.comparison.cli;

import dev.parallax.comparison.query.QueryDirectory;
import dev.parallax.comparison.query.Trigger;
import dev.parallax.shared.format.RowFormat;
import dev.parallax.shared.log.KafkaSettings;
import dev.parallax.shared.sink.FileRowSink;
import dev.parallax.shared.sink.RowSink;
import dev.parallax.shared.sink.RowSinkSettings;
import dev.parallax.shared.sink.RowSinks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the rows of a query go, and when. */
final class QueryOptions {
    static final String CONSOLE = "console";

    @Option(
            names = "--sink",
            paramLabel = "SINK",
            description = {
                "Where rows go; several times for several sinks, each with its own promise:",
                "console: a table for each trigger (the default)",
                "file:DIR: files of --sink-format, exactly once",
                "kafka:TOPIC or kafka://HOST:PORT/TOPIC: exactly once",
                "redis://[USER:PASSWORD@]HOST:PORT[#PREFIX], cosmos://ACCOUNT.documents.azure.com/DATABASE/CONTAINER: the "
                        + "newest row of each key and window",
                "blackhole: nowhere"
            })
    List<String> sinks = List.of();

    @Option(
            names = "--sink-format",
            paramLabel = "ndjson|csv|parquet",
            defaultValue = "ndjson",
            description = "Of file: sinks. Default: ${DEFAULT-VALUE}.")
    String sinkFormat;

    @Option(
            names = "--on-sink-failure",
            paramLabel = "fail|park",
            defaultValue = "fail",
            description =
                    "fail: the job starts again, and in the end fails. park (redis, cosmos): rows that cannot be written are "
                            + "set aside for ./parallax redrive, and the job goes on. Default: ${DEFAULT-VALUE}.")
    String onSinkFailure;

    @Option(
            names = "--trigger",
            paramLabel = "TRIGGER",
            description =
                    "When rows leave: continuous (with each checkpoint, every second; the default), an interval like 10s, "
                            + "available-now (what is there at the start, then stop), once (the same in one trigger).")
    private String trigger;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description =
                    "Where the query keeps how far it has come: started again with the same one, it goes on exactly there. "
                            + "Default: a directory that is gone afterwards.")
    Path checkpoint;

    @Option(
            names = "--dead-letters",
            paramLabel = "DIR",
            description =
                    "Where records go that are no events, with their bytes. Default: dead-letters in --checkpoint, else "
                            + "parallax-dead-letters.")
    private Path deadLetters;

    @Option(
            names = "--progress",
            paramLabel = "FILE",
            description =
                    "Write what each trigger did as one JSON object a line: records in, rows out, late, dead letters, "
                            + "watermark, offsets, records a second, bytes of state.")
    Path progress;

    @Option(
            names = "--complete-max-rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "So many rows a view may have in --output-mode complete, which holds them all in memory. Default: "
                            + "${DEFAULT-VALUE}.")
    long completeMaxRows;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many rows of a trigger the console shows. Default: ${DEFAULT-VALUE}.")
    int rows;

    /** @throws IllegalArgumentException if the options contradict each other, or cannot be */
    void check(boolean stream) {
        if (!stream && trigger != null) {
            throw new IllegalArgumentException(
                    "--trigger is for run stream: a batch job hands out every row once, at its end.");
        }
        if (!onSinkFailure.equals("fail") && !onSinkFailure.equals("park")) {
            throw new IllegalArgumentException("--on-sink-failure must be fail or park, not '" + onSinkFailure + "'.");
        }
        if (onSinkFailure.equals("park") && checkpoint == null) {
            throw new IllegalArgumentException(
                    "--on-sink-failure park needs a place that stays for the rows: give --checkpoint.");
        }
        if (new HashSet<>(sinks).size() < sinks.size()) {
            throw new IllegalArgumentException("--sink: each sink can be given once.");
        }
        if (rows < 1 || completeMaxRows < 1) {
            throw new IllegalArgumentException("--rows and --complete-max-rows must be at least 1.");
        }
    }

    Path deadLetters(QueryDirectory directory) {
        if (deadLetters != null) {
            return deadLetters;
        }
        return checkpoint == null ? Path.of("parallax-dead-letters") : directory.deadLetters();
    }

    Trigger trigger() {
        return Trigger.parse(trigger == null ? "continuous" : trigger);
    }

    /** Whether a sink is in Kafka. */
    boolean nameKafka() {
        return sinks.stream().anyMatch(sink -> sink.startsWith("kafka:"));
    }

    /** Whether one of them makes a run a query. */
    boolean areGiven() {
        return !sinks.isEmpty() || trigger != null || checkpoint != null || progress != null || deadLetters != null;
    }

    /**
     * The sinks, connected to nothing yet.
     *
     * @param broker of the events; null if they come from elsewhere
     * @param kafkaSettings of that broker, and of any other that a sink names
     * @throws IllegalArgumentException if one of them cannot be, with a sentence
     */
    List<RowSink> sinks(String broker, KafkaSettings kafkaSettings, QueryDirectory directory) {
        boolean park = onSinkFailure.equals("park");
        RowFormat format = RowFormat.named(sinkFormat);
        List<RowSink> opened = new ArrayList<>();
        for (String address : sinks.isEmpty() ? List.of(CONSOLE) : sinks) {
            RowSinkSettings settings = RowSinkSettings.of(directory.name() + "-" + opened.size())
                    .withKafka(broker)
                    .withKafkaSettings(kafkaSettings)
                    .withRows(rows)
                    .withFiles(files -> FileRowSink.into(files, format));
            try {
                opened.add(RowSinks.at(address, park ? settings.withParking(directory.parked()) : settings));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--sink: " + e.getMessage(), e);
            }
        }
        return opened;
    }

    /** All sinks, without secrets. */
    String names() {
        return sinks.isEmpty() ? CONSOLE : Secrets.hidden(String.join(" ", sinks));
    }

    /** Whether tables are printed, which progress would run through. */
    boolean showsConsole() {
        return sinks.isEmpty() || sinks.contains(CONSOLE);
    }
}
