package dev.parallax.benchmarks.programs;

import dev.parallax.comparison.ViewFile;
import dev.parallax.shared.log.Lines;
import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.pipelines.devices.DeviceEvent;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Reading;
import dev.parallax.shared.pipelines.devices.Temperatures;
import dev.parallax.shared.view.RowKey;
import dev.parallax.shared.view.RowValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What everything is measured against: the devices pipeline in one thread, over plain collections, with nothing distributed in it. */
public final class Baseline {
    private final DevicesPipeline pipeline = new DevicesPipeline();
    private final Aggregate<Reading, Temperatures> aggregate = pipeline.aggregate();
    private final Map<RowKey, Row> rows = new HashMap<>();

    private Baseline() {}

    private static final class Row {
        private final Set<String> events = new HashSet<>();
        private Temperatures temperatures;
    }

    /** {@code INPUT OUT}: a directory of newline-delimited events, and where to write {@code view.ndjson}. */
    public static void main(String[] arguments) throws IOException {
        Baseline baseline = new Baseline();
        for (Path file : InputFiles.in(Path.of(arguments[0]))) {
            baseline.read(file);
        }
        baseline.write(Path.of(arguments[1]).resolve("view.ndjson"));
    }

    private void read(Path file) throws IOException {
        try (Lines lines = new Lines(Files.newInputStream(file))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                add(line);
            }
        }
    }

    private void add(byte[] line) {
        DeviceEvent event;
        try {
            event = pipeline.decode(line);
        } catch (BadRecord rejected) {
            return;
        }
        for (Window window : pipeline.windows().of(event.eventTime())) {
            Row row = rows.computeIfAbsent(new RowKey(event.customerId(), window), key -> new Row());
            if (row.events.add(event.eventId())) {
                pipeline.facts(event, (customer, reading) -> add(row, reading));
            }
        }
    }

    private void add(Row row, Reading reading) {
        row.temperatures = aggregate.add(row.temperatures == null ? aggregate.empty() : row.temperatures, reading);
    }

    private void write(Path file) throws IOException {
        Map<RowKey, RowValue<Temperatures>> values = new HashMap<>();
        rows.forEach((key, row) -> values.put(key, new RowValue<>(row.temperatures.count(), row.temperatures)));
        ViewFile.write(pipeline, RowKey.inOrder(values), file);
    }
}
