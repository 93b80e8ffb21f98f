package dev.parallax.shared.log.socket;

import java.io.IOException;
import java.util.OptionalLong;

/** What a checkpoint says of a socket, for people who look at it. */
public final class SocketCheckpoint {
    private SocketCheckpoint() {}

    /**
     * Reads how many records had come, over all connections; empty if that is kept elsewhere.
     *
     * @throws IOException if that is something else
     */
    public static OptionalLong records(int version, byte[] split) throws IOException {
        SocketSplit socket = SocketSource.positions().deserialize(version, split);
        if (socket != null && socket.nextOffset() < 0) {
            throw new IOException("It is no position of a socket.");
        }
        return socket == null ? OptionalLong.empty() : OptionalLong.of(socket.nextOffset());
    }
}
