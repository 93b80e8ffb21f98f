package dev.parallax.comparison.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.comparison.Laboratory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code topics}, {@code produce} and {@code consume}. */
@ExtendWith(Laboratory.class)
class TopicCommandsTest {
    private static final String LINES = """
            {"customer":"ann","n":1}
            {"customer":"bob","n":2}

            {"customer":"ann","n":3}
            no event
            {"customer":"ann","n":4}
            """;

    private final String kafka;
    private final String topic = "topic-" + UUID.randomUUID();

    @TempDir
    Path directory;

    TopicCommandsTest(Laboratory laboratory) {
        kafka = laboratory.bootstrapServers();
    }

    @BeforeEach
    void aTopicIsMade() {
        Ran made = Ran.parallax("topics", "create", topic, "--partitions", "3", "--kafka", kafka);

        assertThat(made.lastLine()).isEqualTo("The topic '" + topic + "' has 3 partitions.");
        assertThat(made.status()).isZero();
    }

    @Test
    void whatWasProducedIsListedAndConsumed() {
        Ran produced = Ran.withInput(LINES, "produce", "--kafka", kafka, "--topic", topic);

        assertThat(produced.lastLine()).isEqualTo("5 records into the topic '" + topic + "' at " + kafka + ".");
        assertThat(produced.status()).isZero();
        assertThat(Ran.parallax("topics", "list", "--kafka", kafka).output())
                .startsWith("topic\tpartitions\toffsets\n")
                .contains(topic + "\t3\t5\n");
        assertThat(consume().output().lines())
                .containsExactlyInAnyOrderElementsOf(
                        LINES.lines().filter(line -> !line.isEmpty()).toList());
    }

    @Test
    void recordsWithAKeyStayInTheirOrder() throws IOException {
        Path file = Files.writeString(directory.resolve("lines.json"), LINES);

        Ran produced =
                Ran.parallax("produce", "--kafka", kafka, "--topic", topic, "--key-field", "customer", file.toString());

        assertThat(produced.lastLine())
                .isEqualTo(
                        "5 records, 1 without a 'customer' as key, into the topic '" + topic + "' at " + kafka + ".");
        assertThat(consume("--keys").output().lines().filter(line -> line.startsWith("ann\t")))
                .containsExactly(
                        "ann\t{\"customer\":\"ann\",\"n\":1}",
                        "ann\t{\"customer\":\"ann\",\"n\":3}",
                        "ann\t{\"customer\":\"ann\",\"n\":4}");
        assertThat(consume("--keys").output()).contains("\tno event\n");
    }

    @Test
    void bytesThatAreNoTextPassAsTheyAre() throws Exception {
        byte[] record = {(byte) 0xFF, 0, 27, 'x'};
        Path file = Files.write(directory.resolve("binary"), record);

        assertThat(Ran.parallax("produce", "--kafka", kafka, "--topic", topic, file.toString())
                        .status())
                .isZero();

        PrintStream standard = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            Parallax.run("consume", "--kafka", kafka, "--topic", topic);
        } finally {
            System.setOut(standard);
        }
        assertThat(output.toByteArray()).containsExactly(0xFF, 0, 27, 'x', '\n');
    }

    @Test
    void consumingEndsAfterAsManyAsAreWanted() {
        Ran.withInput(LINES, "produce", "--kafka", kafka, "--topic", topic);

        assertThat(consume("--max", "2").output().lines()).hasSize(2);
    }

    @Test
    void whatIsNotCommittedIsNotShown() {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "transactional.id", topic),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, "taken back"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, "committed"));
            producer.commitTransaction();

            assertThat(consume().output()).isEqualTo("committed\n");
        }
    }

    @Test
    void followsWhatComes() throws Exception {
        Ran.withInput("before\n", "produce", "--kafka", kafka, "--topic", topic);
        try (Launched consume = Launched.parallax(
                        directory, "consume", "--kafka", kafka, "--topic", topic, "--follow", "--max", "3");
                Scanner lines = new Scanner(consume.process().getInputStream(), StandardCharsets.UTF_8)) {
            List<String> seen = new ArrayList<>();
            seen.add(lines.nextLine());
            Ran.withInput("then\nlast\n", "produce", "--kafka", kafka, "--topic", topic);
            seen.add(lines.nextLine());
            seen.add(lines.nextLine());

            assertThat(seen).startsWith("before").contains("then", "last");
            assertThat(consume.exitStatus()).isZero();
            assertThat(consume.errors()).isEmpty();
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        Ran again = Ran.parallax("topics", "create", topic, "--kafka", kafka);
        Ran odd = Ran.parallax("topics", "create", "a b", "--kafka", kafka);
        Ran missing = Ran.parallax("consume", "--kafka", kafka, "--topic", "nope");

        assertThat(again.complaints())
                .containsExactly(
                        "parallax: Kafka at " + kafka + " cannot make the topic '" + topic + "': it exists already.");
        assertThat(odd.complaints())
                .singleElement()
                .asString()
                .startsWith("parallax: Kafka at " + kafka + " cannot make the topic 'a b': ");
        assertThat(missing.complaints())
                .containsExactly("parallax: Kafka at " + kafka + " has no topic 'nope': create it, or name another.");
        assertThat(List.of(again.status(), odd.status(), missing.status())).containsOnly(2);
    }

    @Test
    void anUnreachableBrokerIsNamedSoon() throws IOException {
        String nobody = "127.0.0.1:" + freePort();
        long started = System.nanoTime();

        Ran ran = Ran.parallax("topics", "list", "--kafka", nobody);

        assertThat(ran.complaints())
                .containsExactly(
                        "parallax: Kafka at " + nobody
                                + " cannot be reached: is it running, and is the address right (and --kafka-config, if it wants SASL or TLS)?");
        assertThat(ran.status()).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
    }

    private Ran consume(String... more) {
        List<String> arguments = new ArrayList<>(List.of("consume", "--kafka", kafka, "--topic", topic));
        arguments.addAll(List.of(more));
        Ran ran = Ran.parallax(arguments.toArray(String[]::new));
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.status()).isZero();
        return ran;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
