package dev.parallax.comparison.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordEventsTest {
    private static final long NOON = 1_672_920_000_000_000L;

    private final SeededRandom random = new SeededRandom(1);
    private final Line line = new Line();

    @Test
    void anEventLooksLikeTheExample() {
        new WordEvents(Popularity.of(10, null)).writeEvent(line, 0, NOON, random);

        assertThat(new String(line.toBytes(), StandardCharsets.US_ASCII))
                .matches("\\{\"event_time\":\"2023-01-05 12:00:00.000000\",\"data\":\"[a-z]+( [a-z]+){0,5}\"}");
    }

    @Test
    void thereAreAsManyWordsAsAskedFor() {
        WordEvents events = new WordEvents(Popularity.of(100, null));
        Set<String> words = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            line.clear();
            int said = events.writeEvent(line, i, NOON, random);
            String[] sentence = ReadLine.of("words", line.toBytes())
                    .json()
                    .get("data")
                    .asText()
                    .split(" ");
            assertThat(sentence).hasSize(said);
            lengths.add(said);
            words.addAll(Set.of(sentence[0]));
        }

        assertThat(words).hasSize(100).contains("owl", "zebra", "word65", "word100");
        assertThat(lengths).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    }

    @Test
    void theLongestSentenceFitsALine() {
        WordEvents events = new WordEvents(Popularity.of(Integer.MAX_VALUE, null));
        for (int i = 0; i < 1_000; i++) {
            line.clear();
            events.writeEvent(line, i, NOON, random);
            assertThat(ReadLine.of("words", line.toBytes()).kind()).isEqualTo(ReadLine.Kind.GOOD);
        }
    }

    @Test
    void invalidEventsHaveATimeAndNoSentence() {
        WordEvents events = new WordEvents(Popularity.of(10, null));
        for (int i = 0; i < 100; i++) {
            line.clear();
            events.writeInvalid(line, i, NOON, random);
            assertThat(ReadLine.of("words", line.toBytes()).kind()).isEqualTo(ReadLine.Kind.INVALID);
        }
    }

    @Test
    void malformedEventsHaveNoReadableTime() {
        WordEvents events = new WordEvents(Popularity.of(10, null));
        for (int i = 0; i < 100; i++) {
            line.clear();
            events.writeMalformed(line, i, NOON, random);
            ReadLine read = ReadLine.of("words", line.toBytes());
            assertThat(read.json()).isNotNull();
            assertThat(read.kind()).isEqualTo(ReadLine.Kind.MALFORMED);
        }
    }
}
