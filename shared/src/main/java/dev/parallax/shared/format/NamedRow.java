package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row as people and other programs see it: names and values, in the order to show them. */
public final class NamedRow {
    private NamedRow() {}

    /** {@code key}, {@code windowStart}, {@code windowEnd} (both texts as in ISO 8601, UTC), and the pipeline's results. */
    public static <A> Map<String, Object> of(Pipeline<?, ?, A> pipeline, String key, Window window, A accumulator) {
        Map<String, Object> row = place(key, window);
        row.putAll(pipeline.result(accumulator));
        return row;
    }

    /** What identifies a row: {@code key}, {@code windowStart} and {@code windowEnd}. */
    static Map<String, Object> place(String key, Window window) {
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("key", key);
        place.put("windowStart", Instant.ofEpochMilli(window.start()).toString());
        place.put("windowEnd", Instant.ofEpochMilli(window.end()).toString());
        return place;
    }
}
