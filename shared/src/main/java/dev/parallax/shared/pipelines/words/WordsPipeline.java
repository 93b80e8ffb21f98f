package dev.parallax.shared.pipelines.words;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** How often each word was said, per ten minutes. Sentences have no identity: each record counts. */
public final class WordsPipeline implements Pipeline<Sentence, String, WordCount> {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final Aggregate<String, WordCount> AGGREGATE = new Aggregate<>() {
        @Override
        public WordCount empty() {
            return new WordCount(0);
        }

        @Override
        public WordCount add(WordCount accumulator, String word) {
            return new WordCount(accumulator.count() + 1);
        }

        @Override
        public WordCount merge(WordCount one, WordCount other) {
            return new WordCount(one.count() + other.count());
        }
    };

    @Override
    public String name() {
        return "words";
    }

    @Override
    public Windows windows() {
        return Windows.tumbling(Duration.ofMinutes(10));
    }

    @Override
    public Sentence decode(byte[] record) throws BadRecord {
        String[] fields = new String[2];
        JsonReader.read(record, (name, value) -> {
            switch (name) {
                case "event_time" -> fields[0] = value.text();
                case "data" -> fields[1] = value.text();
                default -> {}
            }
        });
        long eventTime = EventTime.parse(fields[0]);
        if (fields[1] == null) {
            throw BadRecord.invalid("The data is missing.");
        }
        List<String> words = Arrays.stream(SPACE.split(fields[1]))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Sentence(eventTime, words);
    }

    /** A line of text is a sentence said when it was taken in. */
    @Override
    public EventShape shape() {
        return new EventShape(Map.of(), "data", "event_time");
    }

    @Override
    public long eventTime(Sentence sentence) {
        return sentence.eventTime();
    }

    @Override
    public String eventId(Sentence sentence) {
        return null;
    }

    @Override
    public void facts(Sentence sentence, BiConsumer<String, String> collector) {
        sentence.words().forEach(word -> collector.accept(word, word));
    }

    @Override
    public Aggregate<String, WordCount> aggregate() {
        return AGGREGATE;
    }

    @Override
    public Class<WordCount> accumulatorType() {
        return WordCount.class;
    }

    @Override
    public Map<String, Object> result(WordCount accumulator) {
        return Map.of("count", accumulator.count());
    }
}
