package dev.parallax.checkpoints;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Windows;
import dev.parallax.shared.pipelines.words.Sentence;
import dev.parallax.shared.pipelines.words.WordCount;
import dev.parallax.shared.pipelines.words.WordsPipeline;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts words, and takes its time, so that a checkpoint comes while it reads. */
final class SlowWords implements Pipeline<Sentence, String, WordCount> {
    @Override
    public String name() {
        return "slow-words";
    }

    @Override
    public Windows windows() {
        return new WordsPipeline().windows();
    }

    @Override
    public Sentence decode(byte[] record) throws BadRecord {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new WordsPipeline().decode(record);
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
        new WordsPipeline().facts(sentence, collector);
    }

    @Override
    public Aggregate<String, WordCount> aggregate() {
        return new WordsPipeline().aggregate();
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
