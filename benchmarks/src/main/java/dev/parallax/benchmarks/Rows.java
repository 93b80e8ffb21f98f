package dev.parallax.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.pipelines.devices.DevicesPipeline;
import dev.parallax.shared.pipelines.devices.Temperatures;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rows that a program wrote, in a form in which equal rows are equal texts: by customer and window, numbers without needless zeros.
 *
 * <p>A program may write rows as Parallax does, or with a {@code sum} in place of the mean; {@code sum}, {@code min} and {@code max} are then whole numbers, in
 * ninths of a millionth of a degree Celsius, and the pipeline says what they are in degrees.
 */
record Rows(Map<String, String> byKey) {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final DevicesPipeline PIPELINE = new DevicesPipeline();

    /**
     * Reads {@code view.ndjson}, or else everything below the directory but what is hidden, is a checksum, or has a name with a {@code _} before it.
     *
     * @throws IllegalArgumentException with a sentence, if that are no rows
     */
    static Rows in(Path directory) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (Path file : files(directory)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    add(rows, line);
                }
            }
        }
        return new Rows(rows);
    }

    private static List<Path> files(Path directory) throws IOException {
        Path view = directory.resolve("view.ndjson");
        if (Files.exists(view)) {
            return List.of(view);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holdsRows(directory.relativize(file)))
                    .toList();
        }
    }

    private static boolean holdsRows(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("_") || name.endsWith(".crc")) {
                return false;
            }
        }
        return true;
    }

    /** The rows in lines of JSON. */
    static Rows of(List<String> lines) {
        Map<String, String> rows = new TreeMap<>();
        lines.forEach(line -> add(rows, line));
        return new Rows(rows);
    }

    private static void add(Map<String, String> rows, String line) {
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no row: " + line, e);
        }
        String key = row.path("key").asText() + " "
                + Instant.parse(row.path("windowStart").asText());
        String previous = rows.put(key, row.has("sum") ? derived(row) : written(row));
        if (previous != null) {
            throw new IllegalArgumentException("The row " + key + " was written twice.");
        }
    }

    private static String derived(JsonNode row) {
        Map<String, Object> result = PIPELINE.result(new Temperatures(
                row.path("count").asLong(),
                row.path("errors").asLong(),
                row.path("min").asLong(),
                row.path("max").asLong(),
                row.path("sum").asLong()));
        return text(name -> new BigDecimal(result.get(name).toString()));
    }

    private static String written(JsonNode row) {
        return text(name -> row.required(name).decimalValue());
    }

    private interface Numbers {
        BigDecimal get(String name);
    }

    private static String text(Numbers numbers) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("count", "errors", "min", "max", "mean")) {
            parts.add(name + " " + numbers.get(name).stripTrailingZeros().toPlainString());
        }
        return String.join(", ", parts);
    }

    /** A sentence about the first row in which {@code others} differ from these; empty if they are equal. */
    Optional<String> firstDifference(Rows others) {
        TreeMap<String, String> all = new TreeMap<>(byKey);
        all.putAll(others.byKey);
        for (String key : all.keySet()) {
            String expected = byKey.getOrDefault(key, "no row");
            String actual = others.byKey.getOrDefault(key, "no row");
            if (!expected.equals(actual)) {
                return Optional.of("The row " + key + " should be (" + expected + ") and is (" + actual + ").");
            }
        }
        return Optional.empty();
    }
}
