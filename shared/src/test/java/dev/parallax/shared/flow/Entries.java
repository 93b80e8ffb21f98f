package dev.parallax.shared.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.words.Sentence;
import java.util.List;

/** Entries of a log of sentences. */
final class Entries {
    private Entries() {}

    /** What was said, and ingested the moment it was. */
    static LogEntry<Sentence> said(int partition, long offset, String time, String... words) {
        return said(partition, offset, time, time, words);
    }

    static LogEntry<Sentence> said(int partition, long offset, String ingested, String time, String[] words) {
        Sentence sentence = new Sentence(Day.at(time), List.of(words));
        return entry(partition, offset, ingested, sentence, null);
    }

    static LogEntry<Sentence> malformed(int partition, long offset, String ingested) {
        return entry(partition, offset, ingested, null, BadRecord.malformed("It is no sentence."));
    }

    static LogEntry<Sentence> invalid(int partition, long offset, String ingested) {
        return entry(partition, offset, ingested, null, BadRecord.invalid("It says nothing."));
    }

    private static LogEntry<Sentence> entry(
            int partition, long offset, String ingested, Sentence sentence, BadRecord rejection) {
        return new LogEntry<>(
                "sentences",
                new Place(partition, offset),
                Day.at(ingested),
                sentence == null ? 0 : sentence.eventTime(),
                sentence,
                "as it came".getBytes(UTF_8),
                rejection);
    }
}
