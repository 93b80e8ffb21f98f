package dev.parallax.benchmarks;

import dev.parallax.comparison.topics.OrderedProducer;
import dev.parallax.kafka.EmbeddedKafka;
import dev.parallax.shared.log.KafkaConnection;
import dev.parallax.shared.log.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker in this process, so that what it costs is not counted, with a topic for each input: a file is a partition. */
final class FilledBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedKafka broker;
    private final Set<Size> filled = new HashSet<>();

    private FilledBroker(EmbeddedKafka broker) {
        this.broker = broker;
    }

    static FilledBroker start() throws IOException {
        return new FilledBroker(EmbeddedKafka.startTemporary());
    }

    /** The arguments that name the topic with an input, which is filled at the first call. */
    List<String> topic(Input input) throws IOException, InterruptedException {
        String topic = "events-" + input.size();
        if (filled.add(input.size())) {
            fill(input, topic);
        }
        return List.of("--kafka", broker.bootstrapServers(), "--topic", topic);
    }

    private void fill(Input input, String topic) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> children = Files.list(input.directory())) {
            files = children.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        KafkaConnection kafka = KafkaConnection.to(broker.bootstrapServers());
        try (Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, files.size(), (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("The topic " + topic + " could not be made: " + e.getCause(), e);
        }
        try (KafkaProducer<byte[], byte[]> producer = OrderedProducer.to(kafka, PATIENCE)) {
            for (int partition = 0; partition < files.size(); partition++) {
                try (Lines lines = new Lines(Files.newInputStream(files.get(partition)))) {
                    for (byte[] line = lines.next(); line != null; line = lines.next()) {
                        producer.send(new ProducerRecord<>(topic, partition, null, line));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
