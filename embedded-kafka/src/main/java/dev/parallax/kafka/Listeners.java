package dev.parallax.kafka;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two ports of a node: the one of its clients, and the one of its controller.
 *
 * <p>Kafka is handed them already bound: so nobody can take a free port between its choice and its use, and a port in
 * use is found out before anything has started.
 */
final class Listeners implements ServerSocketFactory, Closeable {
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private Listeners(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    static Listeners bind(int port) throws IOException {
        ServerSocketChannel clients = listen(port);
        try {
            return new Listeners(clients, listen(0));
        } catch (IOException failure) {
            clients.close();
            throw failure;
        }
    }

    private static ServerSocketChannel listen(int port) throws IOException {
        InetSocketAddress address = address(port);
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            return channel.bind(address);
        } catch (BindException inUse) {
            channel.close();
            throw new PortInUseException(port, inUse);
        } catch (IOException failure) {
            channel.close();
            throw new IOException("Port " + port + " on " + HOST + " cannot be opened.", failure);
        }
    }

    static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
        return listenerName.equals(CLIENTS) ? clients : controller;
    }

    @Override
    public void close() throws IOException {
        try (clients) {
            controller.close();
        }
    }
}
