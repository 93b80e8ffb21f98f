package dev.parallax.connector.redis.server;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** The real server that embedded-redis brings, as a process that can be killed and started again on the same port and directory. */
public final class TestRedis implements AutoCloseable {
    /** A server that tests may share, if they keep to keys of their own. */
    private static final String SHARED = System.getenv("PARALLAX_TEST_REDIS");

    private static TestRedis shared;

    private final int port;
    private final List<String> command = new ArrayList<>();
    private final Path directory;
    private Process process;

    private TestRedis(String... settings) {
        try {
            port = freePort();
            directory = Files.createTempDirectory("redis-test");
            command.add(executable());
            command.addAll(
                    List.of("--port", "" + port, "--bind", "127.0.0.1", "--dir", directory.toString(), "--save", ""));
            command.addAll(List.of(settings));
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server named by the environment variable {@code PARALLAX_TEST_REDIS}, else one of this JVM. */
    public static synchronized RedisConnectionConfig shared() {
        if (SHARED != null) {
            return RedisConnectionConfig.parse(SHARED);
        }
        if (shared == null) {
            shared = with("--appendonly", "no");
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared.connection();
    }

    /** A server of the caller's own. */
    public static TestRedis with(String... settings) {
        return new TestRedis(settings);
    }

    private static synchronized String executable() throws IOException {
        return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
    }

    /** Between this and the start another process may take the port; the start fails then. */
    static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                // A node of a Cluster also takes the port 10,000 above.
                if (socket.getLocalPort() < 55_000) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server has ended: " + Files.readString(directory.resolve("log")));
            }
            return answers();
        });
    }

    private boolean answers() {
        try (UnifiedJedis redis = connection().connect()) {
            return "PONG".equals(redis.ping());
        } catch (JedisAccessControlException e) {
            return true;
        } catch (JedisException e) {
            return false;
        }
    }

    /** As a crash would: no goodbye, nothing written out. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public int port() {
        return port;
    }

    public RedisConnectionConfig connection() {
        return RedisConnectionConfig.parse(uri());
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        kill();
    }
}
