package dev.parallax.comparison;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.comparison.generate.GeneratorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events for tests: generated ones, and single ones by hand. */
final class Events {
    private Events() {}

    static GeneratorSettings few() {
        return GeneratorSettings.defaults("devices")
                .withEvents(3000)
                .withCustomers(30)
                .withSpan(Duration.ofHours(4))
                .withLateShare(0.05)
                .withDuplicateShare(0.03)
                .withMalformedShare(0.01);
    }

    /** The lines, as bytes that need not be text. */
    static Path generated(Path directory, GeneratorSettings settings) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new EventGenerator(settings).writeTo(bytes);
            return Files.write(directory.resolve("generated-" + settings.seed() + ".json"), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines dealt in turn to so many files, each a partition of a log. */
    static Path partitioned(Path directory, GeneratorSettings settings, int partitions) {
        List<List<String>> files = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            files.add(new ArrayList<>());
        }
        List<String> lines = lines(generated(directory, settings));
        for (int i = 0; i < lines.size(); i++) {
            files.get(i % partitions).add(lines.get(i));
        }
        try {
            Path log = Files.createDirectories(directory.resolve("log-" + partitions));
            for (int i = 0; i < partitions; i++) {
                Files.write(log.resolve("partition-" + i + ".json"), files.get(i), StandardCharsets.ISO_8859_1);
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One character per byte: malformed lines may be anything. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reading in Celsius, without a fault. */
    static String device(String eventId, String customer, String time, int temperature) {
        return "{\"eventId\":\"" + eventId + "\",\"eventOffset\":1,\"eventPublisher\":\"device\",\"customerId\":\""
                + customer
                + "\",\"data\":{\"devices\":[{\"deviceId\":\"D1\",\"temperature\":" + temperature
                + ",\"measure\":\"C\",\"status\":\"SUCCESS\"}]},\"eventTime\":\"2023-01-05 " + time + ".000000\"}";
    }
}
