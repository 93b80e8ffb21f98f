package dev.parallax.comparison.deadletters;

import dev.parallax.comparison.topics.TopicWriter;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.model.DeadLetter;

/** Puts records back into a topic: into the partition that they came from, where the topic has it. They are taken in now. */
public final class TopicTarget implements LetterTarget {
    private final KafkaLog log;
    private final TopicWriter writer;

    public TopicTarget(KafkaLog log) {
        this.log = log;
        this.writer = new TopicWriter(log);
    }

    @Override
    public String refusal(byte[] record) {
        return null;
    }

    @Override
    public void put(DeadLetter<?> letter) {
        int partition = letter.place().partition();
        writer.write(partition < log.partitions() ? partition : null, null, letter.bytes());
    }

    @Override
    public void complete() {
        writer.flush();
    }

    @Override
    public String name() {
        return "the topic '" + log.topic() + "' at " + log.bootstrapServers();
    }

    @Override
    public void close() {
        writer.close();
    }
}
