package dev.parallax.comparison.faults;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.processes.FreePort;
import dev.parallax.processes.JavaProcess;
import dev.parallax.processes.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker as a process of its own, which can be killed and comes back on its port with its data. It ends with {@link #close}. */
public final class BrokerProcess implements AutoCloseable {
    /** After a crash a broker waits some ten seconds for its own former self to be given up. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /** Whoever asks too early is not answered at all: it is better to ask again soon. */
    private static final int LONGEST_ANSWER_MILLIS = 3_000;

    private final OwnProcess process;
    private final String bootstrapServers;

    private BrokerProcess(OwnProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts one on a free port, and waits until it answers.
     *
     * @param directory for its data, its log and its temporary files
     * @param commandLine the class with the command line, whose command {@code kafka start} runs a broker
     * @throws IOException if it does not start, with a sentence that says where its log is
     */
    public static BrokerProcess start(Path directory, Class<?> commandLine) throws IOException {
        int port = FreePort.any();
        OwnProcess process = JavaProcess.named("broker", directory)
                .main(commandLine.getName())
                .options("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlog4j2.disableJmx=true")
                .options("-Dparallax.log.level=WARN")
                .arguments("kafka", "start", "--port", Integer.toString(port))
                .arguments("--data", directory.resolve("data").toString())
                .start();
        BrokerProcess broker = new BrokerProcess(process, "127.0.0.1:" + port);
        try {
            broker.awaitAnswer();
            return broker;
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** As Kafka's clients want it; the same after a restart. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.kill();
    }

    /**
     * Starts it again with the data that it had, and waits until it answers.
     *
     * @throws IOException if it does not, with a sentence
     */
    public void startAgain() throws IOException {
        process.restart();
        awaitAnswer();
    }

    private void awaitAnswer() throws IOException {
        boolean waitedLongEnough = Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(100))
                        .withMaxDuration(LONGEST_START)
                        .withMaxRetries(-1)
                        .build())
                .get(() -> !process.isAlive() || answers());
        if (!waitedLongEnough || !process.isAlive()) {
            throw new IOException("The Kafka broker did not start; its last words: " + lastWords());
        }
    }

    private boolean answers() throws InterruptedException {
        Map<String, Object> impatient = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                LONGEST_ANSWER_MILLIS,
                "default.api.timeout.ms",
                LONGEST_ANSWER_MILLIS);
        try (Admin admin = Admin.create(impatient)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    private String lastWords() throws IOException {
        return Files.readString(process.log()).lines().reduce("nothing.", (one, last) -> last);
    }

    @Override
    public void close() {
        process.close();
    }
}
