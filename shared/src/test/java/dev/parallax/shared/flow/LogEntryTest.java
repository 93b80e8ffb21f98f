package dev.parallax.shared.flow;

import static dev.parallax.shared.flow.Day.at;
import static dev.parallax.shared.flow.Entries.malformed;
import static dev.parallax.shared.flow.Entries.said;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static final Place PLACE = new Place(1, 5);
    private static final String[] OWL = {"owl"};

    @Test
    void anEventIsDecoded() {
        byte[] record = "{\"event_time\":\"2023-01-05 11:05:00\",\"data\":\"owl\"}".getBytes(UTF_8);

        LogEntry<Sentence> entry = LogEntry.decode(new WordsPipeline(), "log", PLACE, at("11:06"), record);

        assertThat(entry)
                .isEqualTo(new LogEntry<>(
                        "log",
                        PLACE,
                        at("11:06"),
                        at("11:05"),
                        new Sentence(at("11:05"), List.of("owl")),
                        record,
                        null));
        assertThat(entry.isEvent()).isTrue();
    }

    @Test
    void aBadRecordIsKeptAsItCame() {
        byte[] record = {1, 2, (byte) 0xFF};

        LogEntry<Sentence> entry = LogEntry.decode(new WordsPipeline(), "log", PLACE, at("11:06"), record);

        assertThat(entry.isEvent()).isFalse();
        DeadLetter<WordCount> letter = entry.deadLetter();
        assertThat(letter.kind()).isEqualTo(DeadLetter.Kind.MALFORMED);
        assertThat(letter.source()).isEqualTo("log");
        assertThat(letter.place()).isEqualTo(PLACE);
        assertThat(letter.bytes()).isEqualTo(record);
    }

    @Test
    void aRecordOfNothingIsMalformed() {
        LogEntry<Sentence> entry = LogEntry.decode(new WordsPipeline(), "log", PLACE, at("11:06"), null);

        assertThat(entry.rejection().kind()).isEqualTo(DeadLetter.Kind.MALFORMED);
        assertThat(entry.bytes()).isEmpty();
    }

    @Test
    void anEventMayBeAsFarAheadAsAllowed() {
        long hour = Duration.ofHours(1).toMillis();
        LogEntry<Sentence> entry = said(0, 0, "10:00", "11:00", OWL);

        assertThat(entry.unlessAheadBy(hour)).isSameAs(entry);
        assertThat(entry.unlessAheadBy(hour - 1).isEvent()).isFalse();
        assertThat(entry.unlessAheadBy(hour - 1).rejection().kind()).isEqualTo(DeadLetter.Kind.INVALID);
    }

    @Test
    void anEventMayBeAsFarBehindAsItLikes() {
        LogEntry<Sentence> entry = said(0, 0, "23:00", "01:00", OWL);

        assertThat(entry.unlessAheadBy(0)).isSameAs(entry);
    }

    @Test
    void aRejectedRecordIsNotRejectedAgain() {
        LogEntry<Sentence> entry = malformed(0, 0, "10:00");

        assertThat(entry.unlessAheadBy(0)).isSameAs(entry);
    }
}
