package dev.parallax.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EmbeddedKafkaTest {
    private static final String TOPIC = "events";

    @TempDir
    private Path directory;

    @Test
    void writesInTransactionsAndReadsBackWhatWasCommitted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                KafkaProducer<byte[], byte[]> producer = producer(kafka, Map.of("transactional.id", "writer"))) {
            createTopic(kafka);
            producer.initTransactions();
            producer.beginTransaction();
            write(producer, "one", 0);
            write(producer, "two", 0);
            producer.commitTransaction();
            producer.beginTransaction();
            write(producer, "never", 0);
            producer.abortTransaction();
            producer.beginTransaction();
            write(producer, "three", 0);
            producer.commitTransaction();

            assertThat(values(read(kafka))).containsExactly("one", "two", "three");
        }
    }

    @Test
    void keepsThePlaceOfAConsumerGroup() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            createTopic(kafka);
            write(kafka, "one", 0);
            assertThat(values(readNextOfGroup(kafka))).containsExactly("one");
            write(kafka, "two", 0);
            assertThat(values(readNextOfGroup(kafka))).containsExactly("two");
        }
    }

    @Test
    void takesRecordsOfThePastAndOfTheFuture() throws Exception {
        long past = Instant.parse("2023-01-01T00:00:00Z").toEpochMilli();
        long future = Instant.parse("2123-01-01T00:00:00Z").toEpochMilli();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            createTopic(kafka);
            write(kafka, "past", past);
            write(kafka, "future", future);
            write(kafka, "past again", past);

            assertThat(read(kafka)).extracting(ConsumerRecord::timestamp).containsExactly(past, future, past);
        }
    }

    @Test
    void takesRecordsOf16Mebibytes() throws Exception {
        String large = "x".repeat(16 << 20);
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            createTopic(kafka);
            write(kafka, large, 0);

            assertThat(read(kafka))
                    .singleElement()
                    .extracting(record -> record.value().length)
                    .isEqualTo(large.length());
        }
    }

    @Test
    void keepsItsTopicsAndRecordsOverARestart() throws Exception {
        Path data = directory.resolve("made/on/start");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
            createTopic(kafka);
            write(kafka, "kept", Instant.parse("2023-01-01T00:00:00Z").toEpochMilli());
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
            write(kafka, "new", 0);

            assertThat(kafka.dataDirectory()).isEqualTo(data);
            assertThat(values(read(kafka))).containsExactly("kept", "new");
        }
    }

    @Test
    void listensOnThePortItIsGivenAndFreesItAgain() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (int round = 0; round < 2; round++) {
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
                assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
                assertThat(topics(kafka)).isEmpty();
            }
        }
    }

    @Test
    void saysThatAPortIsInUseBeforeItTouchesAnything() throws Exception {
        Path data = directory.resolve("untouched");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(data, other.getLocalPort()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage("Port %d on 127.0.0.1 is in use: choose another one with --port."
                            .formatted(other.getLocalPort()));
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void deletesATemporaryDirectoryWhenItIsClosed() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        createTopic(kafka);
        write(kafka, "gone", 0);
        assertThat(kafka.dataDirectory()).isNotEmptyDirectory();

        kafka.close();
        kafka.close();

        assertThat(kafka.dataDirectory()).doesNotExist();
    }

    @Test
    void runsBesideAnotherOne() throws Exception {
        try (EmbeddedKafka left = EmbeddedKafka.startTemporary()) {
            createTopic(left);
            try (EmbeddedKafka right = EmbeddedKafka.startTemporary()) {
                createTopic(right);
                write(left, "left", 0);
                write(right, "right", 0);

                assertThat(values(read(left))).containsExactly("left");
                assertThat(values(read(right))).containsExactly("right");
            }
            write(left, "still there", 0);
            assertThat(values(read(left))).containsExactly("left", "still there");
        }
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Set<Thread> before = threads();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            createTopic(kafka);
            write(kafka, "one", 0);
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        assertNoneBesides(before);
    }

    @Test
    void leavesNothingRunningWhenItsStartFailsHalfway() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            createTopic(kafka);
        }
        // Kafka meets it once most of the broker is running already.
        Path foreign = Files.createDirectory(directory.resolve("holiday pictures"));
        Set<Thread> before = threads();

        assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Kafka could not start in the directory " + directory + ": ")
                .hasMessageContaining("holiday pictures")
                .hasMessageEndingWith(".")
                .hasRootCauseInstanceOf(Exception.class);

        assertNoneBesides(before);
        Files.delete(foreign);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(topics(kafka)).containsExactly(TOPIC);
        }
    }

    @Test
    void refusesADirectoryThatAnotherBrokerUses() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Set<Thread> before = threads();
            assertRefused(directory, "another broker is using it");
            assertNoneBesides(before);
            assertThat(topics(kafka)).isEmpty();
        }
    }

    @Test
    void refusesADirectoryOfAnotherCluster() throws Exception {
        Files.writeString(directory.resolve("meta.properties"), "version=1\nnode.id=1\ncluster.id=production\n");
        assertRefused(directory, "it holds the data of another Kafka cluster");
    }

    @Test
    void refusesADirectoryWithOtherFiles() throws Exception {
        Files.writeString(directory.resolve("letter.txt"), "Dear reader");
        assertRefused(directory, "it holds files that are not Kafka's, like letter.txt");
        assertThat(directory).isDirectoryNotContaining("glob:**meta.properties");
    }

    @Test
    void refusesAFile() throws Exception {
        assertRefused(Files.createFile(directory.resolve("file")), "it is not a directory");
    }

    @Test
    void takesUpADirectoryWhoseFirstStartWasCutShort() throws Exception {
        Files.writeString(directory.resolve("bootstrap.checkpoint.tmp"), "half of");
        Files.writeString(directory.resolve("bootstrap.checkpoint"), "half of");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            createTopic(kafka);
            assertThat(topics(kafka)).containsExactly(TOPIC);
        }
    }

    private static void assertRefused(Path data, String reason) {
        assertThatThrownBy(() -> EmbeddedKafka.start(data, 0))
                .isInstanceOf(IOException.class)
                .hasMessage("Kafka could not start in the directory %s: %s.".formatted(data, reason))
                .hasCauseInstanceOf(Exception.class);
    }

    /** What Kafka has told to end may take a moment for it. */
    private static void assertNoneBesides(Set<Thread> before) throws InterruptedException {
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(10_000);
            }
        }
        assertThat(threads()).isSubsetOf(before);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("max.request.size", 17 << 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void write(EmbeddedKafka kafka, String value, long timestamp) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka, Map.of())) {
            write(producer, value, timestamp);
        }
    }

    private static void write(KafkaProducer<byte[], byte[]> producer, String value, long timestamp) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, 0, timestamp, null, value.getBytes(UTF_8)))
                .get();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedKafka kafka) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "readers",
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads the whole topic as it is now. */
    private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedKafka kafka) {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                records.addAll(consumer.poll(Duration.ofSeconds(1)).records(partition));
            }
            return records;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> readNextOfGroup(EmbeddedKafka kafka) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
            consumer.subscribe(List.of(TOPIC));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.isEmpty()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            consumer.commitSync();
            return records;
        }
    }

    private static List<String> values(Collection<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }
}
