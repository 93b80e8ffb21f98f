package dev.parallax.comparison.store;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.parallax.processes.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server for people without one at hand: a process on loopback, which ends with this. It can be killed and started again on the same port and
 * directory.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final int STARTS = 3;
    private static final Duration LONGEST_START = Duration.ofSeconds(10);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final List<String> command = new ArrayList<>();
    private final Path directory;
    private final int port;
    private Process process;

    private EmbeddedRedis(Path directory, boolean durable) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        this.port = FreePort.any();
        command.add(ExecutableProvider.newJarResourceProvider().get().getAbsolutePath());
        command.addAll(
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", this.directory.toString()));
        command.addAll(List.of("--save", "", "--appendonly", durable ? "yes" : "no", "--appendfsync", "always"));
    }

    /**
     * Starts a server on a free port.
     *
     * @param directory for the server's own files; made if need be, not removed
     * @param durable whether what was written is still there after {@link #kill()} and {@link #startAgain()}; it is slower then
     * @throws IOException if it does not start, with a sentence that says why
     */
    public static EmbeddedRedis start(Path directory, boolean durable) throws IOException {
        for (int start = 1; ; start++) {
            EmbeddedRedis redis = new EmbeddedRedis(directory, durable);
            try {
                redis.startAgain();
                return redis;
            } catch (IOException e) {
                // Another program may have taken the port between the look and the start.
                if (start == STARTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts it with what it has on disk, and waits until it answers. */
    public void startAgain() throws IOException {
        Path log = directory.resolve("redis.log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean answers = Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(false)
                        .withDelay(Duration.ofMillis(20))
                        .withMaxDuration(LONGEST_START)
                        .withMaxRetries(-1)
                        .build())
                .get(() -> !process.isAlive() || answers());
        if (!answers || !process.isAlive()) {
            kill();
            String said = Files.readString(log).lines().reduce("nothing", (one, last) -> last);
            throw new IOException("The embedded Redis did not start; its last words: " + said);
        }
    }

    private boolean answers() {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            return redis.ping().equals("PONG");
        } catch (JedisException notYet) {
            return false;
        }
    }

    /** Ends it as a crash would: no goodbye, nothing written out. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Its address, as {@code --views} takes it. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
