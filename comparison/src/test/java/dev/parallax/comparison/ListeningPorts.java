package dev.parallax.comparison;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process and its children listen, as Linux knows it. */
public final class ListeningPorts {
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int BYTES_OF_A_WORD = 4;

    private ListeningPorts() {}

    public static Set<InetSocketAddress> of(ProcessHandle process) throws IOException {
        Set<InetSocketAddress> found = new HashSet<>();
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            Path directory = Path.of("/proc", "" + each.pid());
            Set<String> sockets = sockets(directory.resolve("fd"));
            for (String table : new String[] {"tcp", "tcp6"}) {
                for (String line : Files.readAllLines(Path.of("/proc/net").resolve(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[STATE].equals(LISTENING) && sockets.contains("socket:[" + columns[INODE] + "]")) {
                        found.add(address(columns[1]));
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(Path descriptors) {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path each : all.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(each).toString());
                } catch (IOException closedMeanwhile) {
                    // It listens no more.
                }
            }
        } catch (IOException endedMeanwhile) {
            return Set.of();
        }
        return sockets;
    }

    /** Linux writes words as the machine has them, the last byte first. */
    private static InetSocketAddress address(String text) throws UnknownHostException {
        String[] parts = text.split(":");
        byte[] address = new byte[parts[0].length() / 2];
        for (int i = 0; i < address.length; i++) {
            int at = i - i % BYTES_OF_A_WORD + (BYTES_OF_A_WORD - 1 - i % BYTES_OF_A_WORD);
            address[at] = (byte) Integer.parseInt(parts[0].substring(2 * i, 2 * i + 2), 16);
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), Integer.parseInt(parts[1], 16));
    }
}
