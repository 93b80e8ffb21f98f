package dev.parallax.shared.pipelines.words;

import static dev.parallax.shared.logic.Rejections.assertMalformed;
import static dev.parallax.shared.logic.Rejections.assertRejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsPipelineTest {
    private final WordsPipeline pipeline = new WordsPipeline();

    @Test
    void eachWordIsAFactUnderItself() throws BadRecord {
        Sentence sentence = decode("\"owl dog owl\"");

        assertThat(facts(sentence)).containsExactly("owl=owl", "dog=dog", "owl=owl");
        assertThat(pipeline.eventTime(sentence))
                .isEqualTo(Instant.parse("2024-04-09T12:04:00Z").toEpochMilli());
    }

    @Test
    void wordsAreSplitOnWhiteSpaceOfAnyKindAndLength() throws BadRecord {
        assertThat(decode("\"  owl\\tdog \\r\\n cat\\u000bfox  \"").words())
                .containsExactly("owl", "dog", "cat", "fox");
    }

    @Test
    void wordsAreTakenAsTheyAre() throws BadRecord {
        assertThat(decode("\"Owl owl, OWL über 日本 😀\"").words())
                .containsExactly("Owl", "owl,", "OWL", "über", "日本", "😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"\\n\\t \""})
    void withoutAWordThereIsNoFact(String data) throws BadRecord {
        assertThat(facts(decode(data))).isEmpty();
    }

    @Test
    void sentencesHaveNoIdentity() throws BadRecord {
        assertThat(pipeline.eventId(decode("\"owl\""))).isNull();
    }

    @Test
    void aSentenceWithoutDataIsInvalid() {
        assertRejected(DeadLetter.Kind.INVALID, () -> decode("null"));
        assertRejected(DeadLetter.Kind.INVALID, () -> decode("[\"owl\"]"));
        assertRejected(
                DeadLetter.Kind.INVALID,
                () -> pipeline.decode("{\"event_time\":\"2024-04-09 12:04:00\"}".getBytes(UTF_8)));
    }

    @Test
    void aSentenceWithoutReadableTimeIsMalformed() {
        assertMalformed(() -> pipeline.decode("{\"data\":\"owl\"}".getBytes(UTF_8)));
        assertMalformed(() -> pipeline.decode("{\"event_time\":\"noon\"}".getBytes(UTF_8)));
        assertMalformed(() -> pipeline.decode("owl dog".getBytes(UTF_8)));
    }

    @Test
    void aWordCountsInEachSlidingWindowThatHoldsIt() throws BadRecord {
        Windows windows = Windows.sliding(ofMinutes(10), ofMinutes(5));
        Map<String, WordCount> rows = new TreeMap<>();
        for (Sentence sentence :
                List.of(said("12:04:00", "owl dog"), said("12:07:00", "owl"), said("12:10:00", "owl owl"))) {
            for (Window window : windows.of(sentence.eventTime())) {
                pipeline.facts(
                        sentence,
                        (key, word) -> rows.merge(
                                key + " from "
                                        + Instant.ofEpochMilli(window.start())
                                                .atOffset(ZoneOffset.UTC)
                                                .toLocalTime(),
                                pipeline.aggregate().add(pipeline.aggregate().empty(), word),
                                pipeline.aggregate()::merge));
            }
        }

        assertThat(rows)
                .containsExactly(
                        entry("dog from 11:55", new WordCount(1)),
                        entry("dog from 12:00", new WordCount(1)),
                        entry("owl from 11:55", new WordCount(1)),
                        entry("owl from 12:00", new WordCount(2)),
                        entry("owl from 12:05", new WordCount(3)),
                        entry("owl from 12:10", new WordCount(2)));
    }

    @Test
    void aRowShowsItsCount() {
        assertThat(pipeline.result(new WordCount(3))).containsExactly(entry("count", 3L));
    }

    private Sentence said(String time, String words) throws BadRecord {
        return pipeline.decode(
                ("{\"event_time\":\"2024-04-09 " + time + "\",\"data\":\"" + words + "\"}").getBytes(UTF_8));
    }

    private Sentence decode(String data) throws BadRecord {
        return pipeline.decode(("{\"event_time\":\"2024-04-09 12:04:00\",\"data\":" + data + "}").getBytes(UTF_8));
    }

    private List<String> facts(Sentence sentence) {
        List<String> facts = new ArrayList<>();
        pipeline.facts(sentence, (key, word) -> facts.add(key + "=" + word));
        return facts;
    }
}
