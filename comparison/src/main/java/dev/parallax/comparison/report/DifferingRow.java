package dev.parallax.comparison.report;

import java.util.List;
import java.util.Map;

/**
 * A row that is not as the truth has it.
 *
 * @param architecture which one served it
 * @param cut at which cut
 * @param key the row's key: text from events, hostile wherever it is shown
 * @param windowStart in ISO-8601; null for all of time
 * @param windowEnd in ISO-8601; null for all of time
 * @param causes the names of its causes
 * @param truth what the truth has, by name; null if it has no such row
 * @param served what was served, by name; null if nothing was
 */
public record DifferingRow(
        String architecture,
        int cut,
        String key,
        String windowStart,
        String windowEnd,
        List<String> causes,
        Map<String, Object> truth,
        Map<String, Object> served) {}
