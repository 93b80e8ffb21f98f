package dev.parallax.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real Kafka broker in this process, on one port of this machine: for those who have no Kafka at hand.
 *
 * <p>It is a whole cluster of one node. Nothing is replicated, topics are not made on first use, records may be of any
 * time and up to 16 MiB large, and what is written stays until its topic is deleted. Every {@code start} wants its
 * {@link #close()}: until then the broker's threads keep the process alive. Several brokers may run side by side, each
 * on a directory and a port of its own.
 *
 * <p>Starting one also keeps Kafka, for the rest of this process, from ending the process at a fault. A broker that
 * meets one while it runs, like a full disk, logs it and no longer answers.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final DataDirectory directory;
    private final int port;
    private final Node node;
    private boolean closed;

    private EmbeddedKafka(DataDirectory directory, int port, Node node) {
        this.directory = directory;
        this.port = port;
        this.node = node;
    }

    /**
     * Starts a broker on a directory, and returns when clients can connect.
     *
     * <p>A directory that does not exist is created. One that a broker of this class has used before is taken up with
     * all its topics and records; after a process that was killed before {@link #close()} that takes some ten seconds.
     *
     * @param dataDirectory of the broker alone: a new one, an empty one, or one it has used before
     * @param port to listen on at 127.0.0.1, or 0 for any free one
     * @throws PortInUseException if another program has that port; nothing has been touched then
     * @throws IOException if the broker cannot start, with a sentence for the user as its message; nothing is left
     *     running then
     * @throws IllegalArgumentException if there can be no such port
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) throws IOException {
        return start(dataDirectory, port, Map.of());
    }

    /**
     * The same with some of Kafka's own settings said otherwise.
     *
     * @param settings by their names, like {@code listener.security.protocol.map}; the listener of the clients is called
     *     {@code CLIENTS}, the other one {@code CONTROLLER}
     * @throws IOException as {@link #start(Path, int)} does
     */
    public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, ?> settings) throws IOException {
        return start(DataDirectory.at(dataDirectory), port, settings);
    }

    /**
     * Starts a broker on a free port and on a temporary directory, which {@link #close()} deletes.
     *
     * @throws IOException as {@link #start(Path, int)} does
     */
    public static EmbeddedKafka startTemporary() throws IOException {
        return start(DataDirectory.createTemporary(), 0, Map.of());
    }

    private static EmbeddedKafka start(DataDirectory directory, int port, Map<String, ?> settings) throws IOException {
        try {
            Listeners listeners = Listeners.bind(port);
            try {
                directory.prepare();
                Node node = Node.start(directory.path(), listeners, settings);
                return new EmbeddedKafka(directory, listeners.clientPort(), node);
            } catch (Exception failure) {
                try (listeners) {
                    throw StartFailure.of(directory.path(), failure);
                }
            }
        } catch (IOException failure) {
            directory.deleteIfTemporary();
            throw failure;
        }
    }

    /** Where clients connect, as their setting {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return Listeners.HOST + ":" + port;
    }

    /** Where the broker keeps its records: an absolute path. */
    public Path dataDirectory() {
        return directory.path();
    }

    /**
     * Stops the broker, which puts everything in order for the next start, and deletes its directory if that is a
     * temporary one. Returns when all of it is done, also to those who call it twice.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        node.stop();
        directory.deleteIfTemporary();
    }
}
