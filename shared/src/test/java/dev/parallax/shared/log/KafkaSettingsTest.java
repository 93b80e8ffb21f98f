package dev.parallax.shared.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    private static final String SECRET = "hunter2";
    private static final String LOGIN =
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"ann\" password=\"" + SECRET + "\";\n";

    @TempDir
    Path directory;

    @Test
    void whatIsInTheFileReachesTheClientsAndIsNotShown() throws Exception {
        KafkaSettings settings =
                KafkaSettings.in(file("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + LOGIN));
        KafkaConnection kafka = new KafkaConnection("127.0.0.1:9092", settings);

        KafkaConnection inTheJob = InstantiationUtil.clone(kafka);

        assertThat(inTheJob.properties())
                .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("sasl.mechanism", "PLAIN")
                .hasEntrySatisfying(
                        "sasl.jaas.config", login -> assertThat((String) login).contains(SECRET));
        assertThat(kafka + " " + new KafkaLog(kafka, "events", 1) + settings)
                .contains("127.0.0.1:9092")
                .doesNotContain(SECRET);
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertThat(KafkaSettings.in(file("# nothing\n")).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isolation.level",
                "transactional.id",
                "enable.auto.commit",
                "auto.offset.reset",
                "group.id",
                "key.serializer",
                "value.deserializer",
                "acks",
                "enable.idempotence",
                "max.in.flight.requests.per.connection",
                "transaction.timeout.ms",
                "allow.auto.create.topics",
                "interceptor.classes",
                "partitioner.class",
                "client.id",
                "retries",
                "request.timeout.ms"
            })
    void whatResultsRestOnIsNotForTheFile(String name) throws IOException {
        Path file = file(name + "=" + SECRET);

        assertThat(refusal(file))
                .isEqualTo(file + " sets " + name
                        + ", which Parallax sets itself: only what concerns the connection may be in the file.");
    }

    @Test
    void brokersAreNamedOnTheCommandLine() throws IOException {
        Path file = file("bootstrap.servers=" + SECRET + ":9092");

        assertThat(refusal(file))
                .isEqualTo(file
                        + " sets bootstrap.servers: brokers are named on the command line, take it out of the file.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssl.trustore.location=hunter2 | FILE sets ssl.trustore.location, which Kafka's clients do not know.",
                "hunter2 | FILE has a line that is no setting of Kafka's clients, which are like"
                        + " security.protocol=SASL_SSL; one that goes on in the next line ends with a backslash.",
                "password=\"hunter2\"; | FILE has a line that is no setting of Kafka's clients, which are like"
                        + " security.protocol=SASL_SSL; one that goes on in the next line ends with a backslash.",
                "ssl.key.password=\\u12hunter2 | The settings of Kafka in FILE cannot be read: there is a backslash and u"
                        + " without four digits behind it.",
                "security.protocol=SASL_SSL | FILE wants SASL_SSL, and does not say who logs in: sasl.jaas.config is"
                        + " missing."
            })
    void aLineThatIsWrongIsRefused(String line, String expected) throws IOException {
        Path file = file(line);

        assertThat(refusal(file)).isEqualTo(expected.replace("FILE", file.toString()));
    }

    @Test
    void aValueThatCannotBeIsRefused() throws IOException {
        Path file = file("security.protocol=SASL");

        assertThat(refusal(file))
                .startsWith("The settings of Kafka in " + file
                        + " cannot be: Invalid value SASL for configuration security.protocol: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "org.apache.kafka.common.security.plain.PlainLoginModule required password=hunter2",
                // Kafka would say: Value not specified for key 'hunter2'.
                "org.apache.kafka.common.security.plain.PlainLoginModule required password=my hunter2;",
                "org.apache.kafka.common.security.plain.PlainLoginModule hunter2 password=x;",
                "com.sun.security.auth.module.JndiLoginModule required password=hunter2;"
            })
    void aLoginThatKafkaCannotReadIsNotQuoted(String login) throws IOException {
        Path file = file("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=" + login);

        assertThat(refusal(file))
                .isEqualTo("sasl.jaas.config in " + file + " is not as Kafka reads it:"
                        + " MODULE required NAME=\"VALUE\" NAME=\"VALUE\"; with the semicolon.");
    }

    @Test
    void aLoginModuleThatIsNotThereIsNamed() throws IOException {
        Path file = file("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
                + "sasl.jaas.config=org.example.Login required password=\"hunter2\";");

        assertThat(refusal(file))
                .isEqualTo(
                        "sasl.jaas.config in " + file + " names a login module that is not there: org.example.Login.");
    }

    /** Kafka's clients would try it for ever. */
    @Test
    void aLoginModuleForAnotherMechanismIsRefused() throws IOException {
        Path byDefault = file("security.protocol=SASL_PLAINTEXT\n" + LOGIN);
        assertThat(refusal(byDefault))
                .isEqualTo("In " + byDefault
                        + " the login module is for sasl.mechanism=PLAIN, and the mechanism is GSSAPI,"
                        + " Kafka's default.");

        Path another = file("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n"
                + LOGIN.replace("plain.Plain", "scram.Scram"));
        assertThat(refusal(another))
                .isEqualTo("In " + another
                        + " the login module is for sasl.mechanism=SCRAM-SHA-256, and the mechanism is" + " PLAIN.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(refusal(directory.resolve("nope")))
                .isEqualTo("The settings of Kafka in " + directory.resolve("nope")
                        + " cannot be read: there is no such file or directory.");
        assertThat(refusal(directory)).isEqualTo(directory + " is a directory: name a file with settings of Kafka.");
    }

    @Test
    void aKeystoreThatIsNotThereIsNamed() throws Exception {
        Path keys = directory.resolve("keys.jks");
        KafkaSettings settings = KafkaSettings.in(
                file("security.protocol=SSL\nssl.truststore.location=" + keys + "\nssl.truststore.password=" + SECRET));
        KafkaConnection kafka = new KafkaConnection("127.0.0.1:9092", settings);

        KafkaUnreachable failure =
                catchThrowableOfType(KafkaUnreachable.class, () -> kafka.admin(Duration.ofSeconds(1)));

        assertThat(failure)
                .hasMessage("Kafka at 127.0.0.1:9092 cannot be reached with the settings given: " + keys
                        + ": there is no such file or directory.");
        assertThat(trace(failure)).doesNotContain(SECRET);
    }

    @Test
    void nobodyWhoAnswersIsNoMatterOfTheSettings() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        KafkaSettings settings =
                KafkaSettings.in(file("security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + LOGIN));
        KafkaConnection kafka = new KafkaConnection("127.0.0.1:" + port, settings);

        Exception silence;
        try (Admin admin = kafka.admin(Duration.ofSeconds(1))) {
            silence = catchThrowableOfType(
                    ExecutionException.class, () -> admin.listTopics().names().get());
        }

        assertThat(new KafkaUnreachable(kafka, silence))
                .hasMessage("Kafka at 127.0.0.1:" + port + " cannot be reached: is it running, and is the address"
                        + " right (and --kafka-config, if it wants SASL or TLS)?");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("kafka.properties"), text);
    }

    /** What is said of a file; the secret is nowhere in it, nor in what a stack trace would show. */
    private static String refusal(Path file) {
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> KafkaSettings.in(file));
        assertThat(trace(refusal)).doesNotContain(SECRET);
        return refusal.getMessage();
    }

    private static String trace(Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
