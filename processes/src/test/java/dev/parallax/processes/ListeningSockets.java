package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** On which addresses a process can be reached, as Linux says it: in hexadecimal figures, the bytes of each word from last to first. */
final class ListeningSockets {
    private static final String LOOPBACK = "0100007F";
    private static final String LOOPBACK_IN_IPV6 = "0000000000000000FFFF00000100007F";
    private static final String LOOPBACK_OF_IPV6 = "00000000000000000000000001000000";
    private static final String LISTENS = "0A";
    private static final String BOUND = "07";

    private ListeningSockets() {}

    /** Addresses with ports, of TCP and UDP. */
    static Set<String> of(long pid) throws IOException {
        Set<String> inodes = sockets(pid);
        Set<String> addresses = new HashSet<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = Path.of("/proc", Long.toString(pid), "net", protocol);
            for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
                String[] columns = line.strip().split("\\s+");
                String wanted = protocol.startsWith("tcp") ? LISTENS : BOUND;
                if (columns[3].equals(wanted) && inodes.contains(columns[9])) {
                    addresses.add(columns[1]);
                }
            }
        }
        return addresses;
    }

    static boolean isLoopback(String address) {
        String host = address.split(":")[0];
        return List.of(LOOPBACK, LOOPBACK_IN_IPV6, LOOPBACK_OF_IPV6).contains(host);
    }

    static int port(String address) {
        return Integer.parseInt(address.split(":")[1], 16);
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files.toList()) {
                String target = Files.isSymbolicLink(file)
                        ? Files.readSymbolicLink(file).toString()
                        : "";
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }
}
