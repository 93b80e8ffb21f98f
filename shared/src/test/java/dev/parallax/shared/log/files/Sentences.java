package dev.parallax.shared.log.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Files of sentences. */
final class Sentences {
    static final String MALFORMED = "no sentence";
    static final String INVALID = "{\"event_time\":\"2023-01-05 09:00:00\"}";

    /** A day, which is the default. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private Sentences() {}

    static String at(String eventTime) {
        return "{\"event_time\":\"" + eventTime + "\",\"data\":\"owl\"}";
    }

    static String at(String eventTime, String receivedAt) {
        return "{\"received\":\"" + receivedAt + "\",\"event_time\":\"" + eventTime + "\",\"data\":\"owl\"}";
    }

    static List<LogEntry<Sentence>> entries(String... lines) {
        return entriesByField(null, lines);
    }

    static List<LogEntry<Sentence>> entriesByField(String ingestTimeField, String... lines) {
        FileEntries<Sentence> file = new FileEntries<>(
                new WordsPipeline(),
                "events.json",
                3,
                new IngestTime(ingestTimeField, MAX_AHEAD.toMillis()),
                new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8)));
        List<LogEntry<Sentence>> entries = new ArrayList<>();
        file.forEachRemaining(entries::add);
        return entries;
    }

    static List<Instant> ingestTimes(List<LogEntry<Sentence>> entries) {
        return entries.stream()
                .map(entry -> Instant.ofEpochMilli(entry.ingestTime()))
                .toList();
    }

    /** For each entry whether it is an event once those too far ahead of their ingest time are rejected. */
    static List<Boolean> accepted(List<LogEntry<Sentence>> entries) {
        return entries.stream()
                .map(entry -> entry.unlessAheadBy(MAX_AHEAD.toMillis()).isEvent())
                .toList();
    }
}
