package dev.parallax.shared.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What readers find in a topic of numbers: read here without any of Parallax' own classes. */
final class NumbersTopic {
    private final String bootstrapServers;
    private final String name;
    private final List<TopicPartition> partitions;

    private NumbersTopic(String bootstrapServers, String name, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.name = name;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }

    /** A topic that is there. */
    static NumbersTopic of(String bootstrapServers, String name, int partitions) {
        return new NumbersTopic(bootstrapServers, name, partitions);
    }

    static NumbersTopic create(String bootstrapServers, String name, int partitions) throws Exception {
        NumbersTopic topic = of(bootstrapServers, name, partitions);
        try (Admin admin = topic.admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return topic;
    }

    String name() {
        return name;
    }

    int partitions() {
        return partitions.size();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<Long> read(String isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(isolation)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Long> numbers = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> numbers.add(Long.parseLong(new String(record.value(), UTF_8))));
            }
            return numbers;
        }
    }

    List<Long> committed() {
        return read("read_committed");
    }

    List<Long> all() {
        return read("read_uncommitted");
    }

    /** Whether no transaction is open any more in the topic, and something has been written. */
    boolean isDecided() {
        try (KafkaConsumer<byte[], byte[]> committed = consumer("read_committed");
                KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            return ends.values().stream().allMatch(end -> end > 0)
                    && committed.endOffsets(partitions).equals(ends);
        }
    }

    /** The names of the transactions in which records of the topic were written again. */
    List<String> rewritings() throws Exception {
        try (Admin admin = admin()) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith("numbers-" + name + "-") && id.contains("-again-"))
                    .toList();
        }
    }

    long end(int partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions).get(partitions.get(partition));
        }
    }

    void deleteBefore(int partition, long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partitions.get(partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }
}
