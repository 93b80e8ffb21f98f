package dev.parallax.benchmarks.programs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lower bound: the same rows in one thread, by hand. Bytes go straight from a buffer into arrays; there is no object for a line, an event, a
 * reading or a row.
 *
 * <p>It knows the events of the generator alone: ids are UUIDs in lower case, customers have at most eight letters and digits, an id is in one row only.
 * A line of any other shape is handed to the pipeline's decoder, so what is no event is decided there.
 */
public final class ByHand {
    private static final int BUFFER = 1 << 18;

    private final EventIds ids = new EventIds();
    private final RowTable rows = new RowTable();
    private final LineScanner scanner = new LineScanner();

    private ByHand() {}

    /** {@code INPUT OUT}: a directory of newline-delimited events, and where to write {@code view.ndjson}. */
    public static void main(String[] arguments) throws IOException {
        ByHand program = new ByHand();
        for (Path file : InputFiles.in(Path.of(arguments[0]))) {
            program.read(file);
        }
        Path view = Path.of(arguments[1]).resolve("view.ndjson");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(view), BUFFER)) {
            program.rows.writeTo(out);
        }
    }

    private void read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            int filled = 0;
            for (int read = in.read(buffer); read > 0; read = in.read(buffer, filled, buffer.length - filled)) {
                filled += read;
                int rest = addLines(buffer, filled);
                filled -= rest;
                System.arraycopy(buffer, rest, buffer, 0, filled);
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * filled);
                }
            }
            if (filled > 0) {
                addLine(buffer, 0, filled);
            }
        }
    }

    /** Adds all whole lines and returns where the last, begun one starts. */
    private int addLines(byte[] buffer, int filled) {
        int start = 0;
        while (true) {
            int end = scanner.scan(buffer, start, filled);
            if (end < 0) {
                end = start;
                while (end < filled && buffer[end] != '\n') {
                    end++;
                }
                if (end == filled) {
                    return start;
                }
                addLine(buffer, start, end);
            } else {
                add();
            }
            start = end + 1;
        }
    }

    /** Adds a line that may not be of the usual shape. */
    private void addLine(byte[] buffer, int start, int end) {
        if (scanner.decode(Arrays.copyOfRange(buffer, start, end))) {
            add();
        }
    }

    private void add() {
        if (ids.add(scanner.idHigh(), scanner.idLow())) {
            rows.add(
                    scanner.customer(),
                    scanner.window(),
                    scanner.count(),
                    scanner.errors(),
                    scanner.min(),
                    scanner.max(),
                    scanner.sum());
        }
    }
}
