package dev.parallax.shared.job;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.KafkaSettings;
import dev.parallax.shared.log.files.FileLog;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.Pipelines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The options of the jobs' {@code main}s, as {@code --name value}, parsed once.
 *
 * @param pipeline {@code --pipeline}: which one
 * @param log {@code --kafka HOST:PORT --topic NAME}, or {@code --events FILE|DIR} (with {@code --ingest-time FIELD})
 * @param kafkaSettings {@code --kafka-config FILE}: what the Kafka of log and views wants besides, read where this is parsed
 * @param offsets {@code --offsets 10,20}: one per partition, the cut at which a batch ends or a stream starts; null for all of the log
 * @param views {@code --views URI}
 * @param view {@code --view NAME}: name of the view in the store
 * @param windows {@code --window}, {@code --slide}: see {@link WindowsText}
 * @param outOfOrderness {@code --out-of-orderness}, default 10 minutes
 * @param allowedLateness {@code --allowed-lateness}, default 0
 * @param maxAhead {@code --max-ahead}, default a day
 * @param idleAfter {@code --idle-after}, default 0: never
 * @param outputMode {@code --output-mode update|append}, default update
 * @param batchEvery {@code --batch-every}: a stream becomes a speed layer with epochs of this length; null for one stream by event time
 * @param checkpointEvery {@code --checkpoint-every}, default 10 seconds
 * @param parallelism {@code --parallelism}; 0 for what the cluster says
 */
public record ViewJobOptions(
        Pipeline<?, ?, ?> pipeline,
        EventLog log,
        KafkaSettings kafkaSettings,
        List<Long> offsets,
        URI views,
        String view,
        Windows windows,
        Duration outOfOrderness,
        Duration allowedLateness,
        Duration maxAhead,
        Duration idleAfter,
        OutputMode outputMode,
        Duration batchEvery,
        Duration checkpointEvery,
        int parallelism) {
    private static final Set<String> NAMES = Set.of(
            "pipeline",
            "kafka",
            "kafka-config",
            "topic",
            "events",
            "ingest-time",
            "offsets",
            "views",
            "view",
            "window",
            "slide",
            "out-of-orderness",
            "allowed-lateness",
            "max-ahead",
            "idle-after",
            "output-mode",
            "batch-every",
            "checkpoint-every",
            "parallelism");

    /** @throws IllegalArgumentException with a sentence that names the option */
    public static ViewJobOptions parse(String[] arguments) {
        Map<String, String> given = pairs(arguments);
        Pipeline<?, ?, ?> pipeline = value(
                given,
                "pipeline",
                "devices",
                name -> Pipelines.named(name, Thread.currentThread().getContextClassLoader()));
        Duration maxAhead = duration(given, "max-ahead", "1d");
        KafkaSettings kafkaSettings = given.containsKey("kafka-config")
                ? KafkaSettings.in(Path.of(given.get("kafka-config")))
                : KafkaSettings.none();
        return new ViewJobOptions(
                pipeline,
                log(given, maxAhead, kafkaSettings),
                kafkaSettings,
                value(given, "offsets", null, ViewJobOptions::offsets),
                value(given, "views", required(given, "views"), URI::create),
                required(given, "view"),
                windows(given, pipeline.windows()),
                duration(given, "out-of-orderness", "10m"),
                duration(given, "allowed-lateness", "0s"),
                maxAhead,
                duration(given, "idle-after", "0s"),
                value(given, "output-mode", "update", ViewJobOptions::outputMode),
                value(given, "batch-every", null, text -> atLeast(Duration.ofSeconds(1), text)),
                value(given, "checkpoint-every", "10s", text -> atLeast(Duration.ofMillis(10), text)),
                value(given, "parallelism", "0", ViewJobOptions::count));
    }

    private static OutputMode outputMode(String text) {
        return Stream.of(OutputMode.UPDATE, OutputMode.APPEND)
                .filter(mode -> mode.label().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it must be update or append"));
    }

    private static List<Long> offsets(String text) {
        List<Long> offsets =
                Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
        if (offsets.stream().anyMatch(offset -> offset < 0)) {
            throw new IllegalArgumentException("an offset is not negative");
        }
        return offsets;
    }

    private static int count(String text) {
        int count = Integer.parseInt(text);
        if (count < 0 || count > 128) {
            throw new IllegalArgumentException("it must be between 1 and 128, or 0 for what the cluster says");
        }
        return count;
    }

    private static Duration atLeast(Duration least, String text) {
        Duration duration = Durations.parse(text);
        if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException("it must be at least " + least);
        }
        return duration;
    }

    /** The value of an option as {@code parser} reads it; null if it is not given and has no default. */
    private static <T> T value(Map<String, String> given, String name, String otherwise, Function<String, T> parser) {
        String text = given.getOrDefault(name, otherwise);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            String reason = e instanceof NumberFormatException ? "it is no number" : String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    "--" + name + " cannot be '" + text + "': " + reason + (reason.endsWith(".") ? "" : "."), e);
        }
    }

    private static Windows windows(Map<String, String> given, Windows ofPipeline) {
        Windows chosen = value(given, "window", null, WindowsText::parse);
        Windows windows = chosen == null ? ofPipeline : chosen;
        Windows sliding = value(given, "slide", null, text -> WindowsText.sliding(windows, Durations.parse(text)));
        return sliding == null ? windows : sliding;
    }

    private static Map<String, String> pairs(String[] arguments) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : arguments[i];
            if (!arguments[i].startsWith("--") || !NAMES.contains(name)) {
                throw new IllegalArgumentException("Unknown option '" + arguments[i] + "'; there are --"
                        + String.join(", --", NAMES.stream().sorted().toList()) + ".");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("The option --" + name + " needs a value.");
            }
            given.put(name, arguments[i + 1]);
        }
        return given;
    }

    private static EventLog log(Map<String, String> given, Duration maxAhead, KafkaSettings kafkaSettings) {
        if (given.containsKey("events")) {
            return FileLog.at(
                    Path.of(given.get("events")), new IngestTime(given.get("ingest-time"), maxAhead.toMillis()));
        }
        return KafkaLog.existing(
                new KafkaConnection(required(given, "kafka"), kafkaSettings), required(given, "topic"));
    }

    private static String required(Map<String, String> given, String name) {
        if (!given.containsKey(name)) {
            throw new IllegalArgumentException("The option --" + name + " is missing.");
        }
        return given.get(name);
    }

    private static Duration duration(Map<String, String> given, String name, String otherwise) {
        return value(given, name, otherwise, Durations::parse);
    }
}
