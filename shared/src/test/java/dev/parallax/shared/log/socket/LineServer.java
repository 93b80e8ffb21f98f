package dev.parallax.shared.log.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that sends what it is told to whoever came last. */
final class LineServer implements AutoCloseable {
    private final ServerSocket listening;
    private Socket client;

    /** @param port 0 for any */
    LineServer(int port) throws IOException {
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening.setSoTimeout(20_000);
    }

    int port() {
        return listening.getLocalPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    Socket accept() throws IOException {
        client = listening.accept();
        return client;
    }

    void send(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    void hangUp() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
        listening.close();
    }
}
