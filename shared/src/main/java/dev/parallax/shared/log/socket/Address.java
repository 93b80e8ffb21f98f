package dev.parallax.shared.log.socket;

import java.io.Serializable;

/** Where a server listens. */
record Address(String host, int port) implements Serializable {
    /** @throws IllegalArgumentException if it is not {@code HOST:PORT}, with a sentence */
    static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (!host.isEmpty() && port > 0 && port < 65_536) {
                return new Address(host, port);
            }
        } catch (NumberFormatException e) {
            throw no(text, e);
        }
        throw no(text, null);
    }

    private static IllegalArgumentException no(String text, Exception cause) {
        return new IllegalArgumentException(
                "A socket is named by host and port, like 127.0.0.1:4545, not '" + text + "'.", cause);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
