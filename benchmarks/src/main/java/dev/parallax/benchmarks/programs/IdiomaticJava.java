package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The same rows in one thread, as most would write it without an engine: Jackson, a POJO and a map, nothing of Parallax. */
public final class IdiomaticJava {
    private static final long WINDOW = Duration.ofMinutes(10).toMillis();

    private final EventText text = new EventText();
    private final Summarize summarize = new Summarize();
    private final Set<String> seen = new HashSet<>();
    private final Map<RowName, IdiomaticRow> rows = new HashMap<>();

    private IdiomaticJava() {}

    private record RowName(String customer, long windowStart) {}

    /** {@code INPUT OUT}: a directory of newline-delimited events, and where to write {@code view.ndjson}. */
    public static void main(String[] arguments) throws IOException {
        IdiomaticJava program = new IdiomaticJava();
        for (Path file : InputFiles.in(Path.of(arguments[0]))) {
            program.read(file);
        }
        program.write(Path.of(arguments[1]).resolve("view.ndjson"));
    }

    private void read(Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                IdiomaticEvent event = text.read(line);
                if (event != null && seen.add(event.eventId)) {
                    add(event);
                }
            }
        }
    }

    private void add(IdiomaticEvent event) {
        RowName name = new RowName(event.customerId, Math.floorDiv(event.time, WINDOW) * WINDOW);
        summarize.add(event, rows.computeIfAbsent(name, row -> summarize.createAccumulator()));
    }

    private void write(Path file) throws IOException {
        try (SequenceWriter out =
                new ObjectMapper().writer().withRootValueSeparator("\n").writeValues(Files.newBufferedWriter(file))) {
            for (Map.Entry<RowName, IdiomaticRow> each : rows.entrySet()) {
                RowName name = each.getKey();
                out.write(each.getValue().named(name.customer(), name.windowStart(), name.windowStart() + WINDOW));
            }
        }
    }
}
