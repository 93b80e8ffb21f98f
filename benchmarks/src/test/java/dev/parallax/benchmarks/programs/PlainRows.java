package dev.parallax.benchmarks.programs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of the devices pipeline, worked out from its description alone: trees of JSON and lists of doubles, nothing of Parallax. */
final class PlainRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withResolverStyle(ResolverStyle.STRICT);
    private static final long WINDOW = Duration.ofMinutes(10).toSeconds();

    private PlainRows() {}

    private record Reading(double celsius, boolean error) {}

    static Map<String, String> of(Path input) throws IOException {
        Map<String, List<Reading>> readings = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Path file : InputFiles.in(input)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                add(line, seen, readings);
            }
        }
        Map<String, String> rows = new TreeMap<>();
        readings.forEach((key, ofRow) -> rows.put(key, row(ofRow)));
        return rows;
    }

    private static void add(String line, Set<String> seen, Map<String, List<Reading>> readings) {
        try {
            JsonNode event = JSON.readTree(line);
            long second =
                    LocalDateTime.parse(event.path("eventTime").asText(), TIME).toEpochSecond(ZoneOffset.UTC);
            String id = event.path("eventId").asText();
            String customer = event.path("customerId").isTextual()
                    ? event.path("customerId").asText()
                    : "";
            List<Reading> ofEvent = new ArrayList<>();
            for (JsonNode device : event.path("data").path("devices")) {
                if (!device.path("temperature").isNumber()
                        || !Set.of("C", "F").contains(device.path("measure").asText())) {
                    return;
                }
                double degrees = device.path("temperature").asDouble();
                ofEvent.add(new Reading(
                        device.path("measure").asText().equals("C") ? degrees : (degrees - 32) / 1.8,
                        device.path("status").asText().equals("ERROR")));
            }
            if (!customer.isEmpty() && !id.isEmpty() && !ofEvent.isEmpty() && seen.add(id)) {
                Instant start = Instant.ofEpochSecond(second - Math.floorMod(second, WINDOW));
                readings.computeIfAbsent(customer + " " + start, row -> new ArrayList<>())
                        .addAll(ofEvent);
            }
        } catch (IOException | DateTimeException malformed) {
            // No event.
        }
    }

    private static String row(List<Reading> readings) {
        return text(
                readings.size(),
                readings.stream().filter(Reading::error).count(),
                readings.stream().mapToDouble(Reading::celsius).min().orElseThrow(),
                readings.stream().mapToDouble(Reading::celsius).max().orElseThrow(),
                readings.stream().mapToDouble(Reading::celsius).average().orElseThrow());
    }

    /** Doubles are exact enough for six digits behind the point. */
    static String text(long count, long errors, double min, double max, double mean) {
        return String.format(Locale.ROOT, "%d %d %.6f %.6f %.6f", count, errors, min, max, mean)
                .replace("-0.000000", "0.000000");
    }
}
