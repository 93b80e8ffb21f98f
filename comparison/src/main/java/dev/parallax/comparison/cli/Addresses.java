package dev.parallax.comparison.cli;

import java.util.regex.Pattern;

/** Where services listen. */
final class Addresses {
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^\\s:/,@\\[\\]]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private Addresses() {}

    /** @throws IllegalArgumentException if there can be no such address; Kafka takes several, with commas */
    static void requireHostAndPort(String option, String addresses) {
        for (String address : addresses.split(",", -1)) {
            var parts = HOST_AND_PORT.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
                throw new IllegalArgumentException(
                        option + " must be of the form HOST:PORT, like 127.0.0.1:9092, not '" + address + "'.");
            }
        }
    }

    /** @throws IllegalArgumentException if there can be no such port */
    static void requirePort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    option + " must be between 0 (any free port) and " + HIGHEST_PORT + ", not " + port + ".");
        }
    }
}
