package dev.parallax.benchmarks;

import dev.parallax.comparison.feed.LogFeeder;
import dev.parallax.comparison.topics.TopicWriter;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.KafkaLog;
import dev.parallax.shared.log.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A broker in this process, so that what it costs is not counted, with a topic for each input: a file is a partition. */
final class FilledBroker implements AutoCloseable {
    private final EmbeddedKafka broker;
    private final Set<Size> filled = new HashSet<>();

    private FilledBroker(EmbeddedKafka broker) {
        this.broker = broker;
    }

    static FilledBroker start() throws IOException {
        return new FilledBroker(EmbeddedKafka.startTemporary());
    }

    /** The arguments that name the topic with an input, which is filled at the first call. */
    List<String> topic(Input input) throws IOException {
        String topic = "events-" + input.size();
        if (filled.add(input.size())) {
            fill(input, topic);
        }
        return List.of("--kafka", broker.bootstrapServers(), "--topic", topic);
    }

    private void fill(Input input, String topic) throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(input.directory())) {
            files = children.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        KafkaLog log = new KafkaLog(KafkaConnection.to(broker.bootstrapServers()), topic, files.size());
        LogFeeder.createTopic(log);
        try (TopicWriter writer = new TopicWriter(log)) {
            for (int partition = 0; partition < files.size(); partition++) {
                try (Lines lines = new Lines(Files.newInputStream(files.get(partition)))) {
                    for (byte[] line = lines.next(); line != null; line = lines.next()) {
                        writer.write(partition, null, line);
                    }
                }
            }
            writer.flush();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
