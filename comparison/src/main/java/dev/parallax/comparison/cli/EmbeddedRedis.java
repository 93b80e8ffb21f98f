package dev.parallax.comparison.cli;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import redis.embedded.RedisServer;

/** A real Redis server for people without one at hand: a process on loopback that ends with this. What it holds is in memory alone. */
final class EmbeddedRedis implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    private EmbeddedRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param directory for the server's own files; made if need be */
    static EmbeddedRedis start(Path directory) throws IOException {
        Files.createDirectories(directory);
        // Another program may take the port between the look and the start.
        return Failsafe.with(RetryPolicy.<EmbeddedRedis>builder()
                        .handle(IOException.class)
                        .withDelay(Duration.ofMillis(50))
                        .withMaxRetries(3)
                        .build())
                .get(() -> startOn(freePort(), directory));
    }

    private static EmbeddedRedis startOn(int port, Path directory) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + directory.toAbsolutePath())
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        server.start();
        return new EmbeddedRedis(server, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Its address, as {@code --views} takes it. */
    String address() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
