package dev.parallax.shared.job;

import dev.parallax.shared.flow.OutputMode;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.EventLog;
import dev.parallax.shared.log.FileLog;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.KafkaLog;
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

/**
 * The options of the jobs' {@code main}s, as {@code --name value}, parsed once.
 *
 * @param pipeline {@code --pipeline}: which one
 * @param log {@code --kafka HOST:PORT --topic NAME}, or {@code --events FILE|DIR} (with {@code --ingest-time FIELD})
 * @param offsets {@code --offsets 10,20}: one per partition, the cut at which a batch ends or a stream starts; null for all of the log
 * @param views {@code --views URI}
 * @param view {@code --view NAME}: name of the view in the store
 * @param windows {@code --window}, {@code --slide}
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
        Pipeline<?, ?, ?> pipeline = Pipelines.named(
                given.getOrDefault("pipeline", "devices"),
                Thread.currentThread().getContextClassLoader());
        Duration maxAhead = duration(given, "max-ahead", "1d");
        return new ViewJobOptions(
                pipeline,
                log(given, maxAhead),
                given.containsKey("offsets")
                        ? Arrays.stream(given.get("offsets").split(","))
                                .map(Long::valueOf)
                                .toList()
                        : null,
                URI.create(required(given, "views")),
                required(given, "view"),
                windows(given.get("window"), given.get("slide"), pipeline.windows()),
                duration(given, "out-of-orderness", "10m"),
                duration(given, "allowed-lateness", "0s"),
                maxAhead,
                duration(given, "idle-after", "0s"),
                OutputMode.valueOf(given.getOrDefault("output-mode", "update").toUpperCase(Locale.ROOT)),
                given.containsKey("batch-every") ? duration(given, "batch-every", null) : null,
                duration(given, "checkpoint-every", "10s"),
                Integer.parseInt(given.getOrDefault("parallelism", "0")));
    }

    /** The windows that the user asked for, where {@code null} stands for an option not given. */
    public static Windows windows(String window, String slide, Windows ofPipeline) {
        if (window == null && slide == null) {
            return ofPipeline;
        }
        Duration size = window == null ? Duration.ofMillis(ofPipeline.size()) : Durations.parse(window);
        return slide == null ? Windows.tumbling(size) : Windows.sliding(size, Durations.parse(slide));
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

    private static EventLog log(Map<String, String> given, Duration maxAhead) {
        if (given.containsKey("events")) {
            return FileLog.at(
                    Path.of(given.get("events")), new IngestTime(given.get("ingest-time"), maxAhead.toMillis()));
        }
        return KafkaLog.existing(required(given, "kafka"), required(given, "topic"));
    }

    private static String required(Map<String, String> given, String name) {
        if (!given.containsKey(name)) {
            throw new IllegalArgumentException("The option --" + name + " is missing.");
        }
        return given.get(name);
    }

    private static Duration duration(Map<String, String> given, String name, String otherwise) {
        try {
            return Durations.parse(given.getOrDefault(name, otherwise));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
        }
    }
}
