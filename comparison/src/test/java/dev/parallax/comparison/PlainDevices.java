package dev.parallax.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The devices pipeline over plain collections, written from its description alone: trees of JSON, {@link LocalDateTime} and exact decimals. Each list is a
 * partition.
 */
final class PlainDevices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final BigDecimal NINE = BigDecimal.valueOf(9);

    private PlainDevices() {}

    /** Ninths of a degree Celsius. */
    private record Reading(BigDecimal ninths, boolean error) {}

    private record Event(String id, String customer, Instant time, List<Reading> readings) {}

    /** What is in one row. */
    static final class Row {
        private long count;
        private long errors;
        private BigDecimal min;
        private BigDecimal max;
        private BigDecimal sum = BigDecimal.ZERO;

        private void add(Reading reading) {
            count++;
            errors += reading.error() ? 1 : 0;
            min = min == null ? reading.ninths() : min.min(reading.ninths());
            max = max == null ? reading.ninths() : max.max(reading.ninths());
            sum = sum.add(reading.ninths());
        }

        /** The numbers of the row, rounded to eight digits behind the point. */
        String numbers() {
            BigDecimal mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
            return numbers(count, errors, celsius(min), celsius(max), celsius(mean));
        }

        private static double celsius(BigDecimal ninths) {
            return ninths.divide(NINE, MathContext.DECIMAL128).doubleValue();
        }

        static String numbers(long count, long errors, double min, double max, double mean) {
            return String.format(java.util.Locale.ROOT, "%d %d %.6f %.6f %.6f", count, errors, min, max, mean);
        }
    }

    /** The rows of the truth: each event once, whenever it came. */
    static Map<String, String> truth(List<List<String>> partitions) {
        return rows(partitions, null);
    }

    /** The rows of a stream that drops what its partition's clock had passed. */
    static Map<String, String> kappa(List<List<String>> partitions, Duration outOfOrderness) {
        return rows(partitions, outOfOrderness);
    }

    private static Map<String, String> rows(List<List<String>> partitions, Duration outOfOrderness) {
        Map<String, Row> rows = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (List<String> partition : partitions) {
            Instant greatest = null;
            for (String line : partition) {
                Event event = read(line);
                if (event == null) {
                    continue;
                }
                long start = Math.floorDiv(event.time().toEpochMilli(), WINDOW.toMillis()) * WINDOW.toMillis();
                Instant last = Instant.ofEpochMilli(start + WINDOW.toMillis() - 1);
                boolean late =
                        outOfOrderness != null && greatest != null && !last.isAfter(greatest.minus(outOfOrderness));
                greatest = greatest == null || event.time().isAfter(greatest) ? event.time() : greatest;
                if (!late && seen.add(event.id())) {
                    Row row = rows.computeIfAbsent(
                            event.customer() + " " + Instant.ofEpochMilli(start), key -> new Row());
                    event.readings().forEach(row::add);
                }
            }
        }
        Map<String, String> numbers = new TreeMap<>();
        rows.forEach((key, row) -> numbers.put(key, row.numbers()));
        return numbers;
    }

    /** Null if it is malformed or invalid. */
    private static Event read(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode id = event.path("eventId");
            Instant time = LocalDateTime.parse(event.path("eventTime").asText(), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
            JsonNode customer = event.path("customerId");
            JsonNode devices = event.path("data").path("devices");
            if (!id.isTextual() || !customer.isTextual() || customer.asText().isEmpty() || devices.isEmpty()) {
                return null;
            }
            List<Reading> readings = new ArrayList<>();
            for (JsonNode device : devices) {
                String measure = device.path("measure").asText();
                if (!device.path("temperature").isNumber() || !Set.of("C", "F").contains(measure)) {
                    return null;
                }
                BigDecimal degrees = new BigDecimal(device.path("temperature").asText());
                readings.add(new Reading(
                        measure.equals("C")
                                ? degrees.multiply(NINE)
                                : degrees.subtract(BigDecimal.valueOf(32)).multiply(BigDecimal.valueOf(5)),
                        device.path("status").asText().equals("ERROR")));
            }
            return new Event(id.asText(), customer.asText(), time, readings);
        } catch (IOException | DateTimeException e) {
            return null;
        }
    }

    /** The same form, of rows as Parallax writes them. */
    static Map<String, String> written(List<String> ndjson) {
        Map<String, String> numbers = new TreeMap<>();
        for (String line : ndjson) {
            try {
                JsonNode row = JSON.readTree(line);
                numbers.put(
                        row.path("key").asText() + " " + row.path("windowStart").asText(),
                        Row.numbers(
                                row.path("count").asLong(),
                                row.path("errors").asLong(),
                                row.path("min").asDouble(),
                                row.path("max").asDouble(),
                                row.path("mean").asDouble()));
            } catch (IOException e) {
                throw new IllegalArgumentException(line, e);
            }
        }
        return numbers;
    }
}
