package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row as people and other programs see it: names and values, in the order to show them. */
public final class NamedRow {
    private NamedRow() {}

    /** {@code key}, {@code windowStart}, {@code windowEnd} (both texts as in ISO 8601, UTC; null for all of time), and the pipeline's results. */
    public static <A> Map<String, Object> of(Pipeline<?, ?, A> pipeline, String key, Window window, A accumulator) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", key);
        row.put("windowStart", time(window, window.start()));
        row.put("windowEnd", time(window, window.end()));
        row.putAll(pipeline.result(accumulator));
        return row;
    }

    private static String time(Window window, long millis) {
        return window.isEverything() ? null : Instant.ofEpochMilli(millis).toString();
    }
}
