package dev.parallax.cosmos.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks as much of Azure Cosmos DB's protocol (API for NoSQL, gateway mode, plain HTTP) as it takes to
 * try a program on the unmodified SDK, without Docker and without Azure.
 *
 * <p><b>It is no Azure service, nor Microsoft's emulator.</b> It listens on this machine alone and keeps everything in
 * memory until {@link #close()}. It does databases, containers, items with ETags, bulk requests, partial updates, pages
 * of a partition or of a container, and {@code SELECT * FROM c} with conditions on single values joined by AND. It has
 * one partition key range, no indexes and no throughput: nothing is ever refused for its cost, unless {@link #faults()}
 * was told so, and request charges are made up. To all the rest (other SQL, transactional batches, the change feed,
 * stored procedures, TTL ...) it answers 501 with a sentence that names what it does not do, or takes no notice, as for
 * indexing policies and TTL in a container's definition.
 *
 * <p>azure-cosmos refuses plain HTTP unless the system property {@code COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED} is
 * {@code true} before the process builds its first client.
 */
public final class CosmosEmulator implements AutoCloseable {
    /**
     * The key that Microsoft publishes for its own emulator, which many programs have as their default. It is no
     * secret.
     */
    private static final String KEY =
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Authorization authorization = new Authorization(KEY);
    private final Faults faults = new Faults();

    private CosmosEmulator(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts an emulator without any database, and returns when clients can connect.
     *
     * @param port to listen on at 127.0.0.1, or 0 for any free one
     * @throws IOException if it cannot, with a sentence for the user as its message
     */
    public static CosmosEmulator start(int port) throws IOException {
        // Read once, when the first server of the process is made. Without it single requests take 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server;
        try {
            server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (BindException failure) {
            throw new IOException("Port " + port + " of this machine is in use by another program.", failure);
        }
        AtomicInteger count = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "cosmos-emulator-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        CosmosEmulator emulator = new CosmosEmulator(server, threads);
        server.createContext("/", new Routes(emulator.authorization, emulator.faults, emulator.endpoint()));
        server.setExecutor(threads);
        server.start();
        return emulator;
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT/}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The account's key, which requests have to be signed with. It is the same for every emulator. */
    public String key() {
        return KEY;
    }

    /** Lets requests with this bearer token in too, as from an application of Entra ID. There is one such token at most. */
    public void acceptToken(String token) {
        authorization.acceptToken(token);
    }

    /** What it shall do wrong. */
    public Faults faults() {
        return faults;
    }

    /** Stops at once and forgets everything. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
