package dev.parallax.kafka;

import java.io.IOException;

/** Says that another program listens on the port that the broker was to have. Its message is a sentence for the user. */
public final class PortInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Below it, a port that is not allowed looks like one in use. */
    private static final int FIRST_OPEN_TO_ALL = 1024;

    PortInUseException(int port, IOException cause) {
        super(
                "Port %d on %s is in use%s: choose another one with --port."
                        .formatted(port, Listeners.HOST, port < FIRST_OPEN_TO_ALL ? ", or not open to this user" : ""),
                cause);
    }
}
