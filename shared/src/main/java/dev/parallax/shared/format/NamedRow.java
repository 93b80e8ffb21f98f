package dev.parallax.shared.format;

import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.ViewRow;
import dev.parallax.shared.model.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A row as people and other programs see it: names and values, in the order to show them. */
public final class NamedRow {
    /** The name of what says that a row is taken away. */
    public static final String REMOVED = "removed";

    private static final TimeText[] TEXTS = new TimeText[1024];

    private record TimeText(long millis, String text) {}

    private NamedRow() {}

    /** {@code key}, {@code windowStart}, {@code windowEnd} (both texts as in ISO 8601, UTC; null for all of time), and the pipeline's results. */
    public static <A> Map<String, Object> of(Pipeline<?, ?, A> pipeline, String key, Window window, A accumulator) {
        Map<String, Object> row = identity(key, window);
        row.putAll(pipeline.result(accumulator));
        return row;
    }

    /** The same of a row that is on its way; of one that is removed, {@code "removed": true} stands in place of the results. */
    public static <A> Map<String, Object> of(Pipeline<?, ?, A> pipeline, ViewRow<A> row) {
        if (!row.isRemoved()) {
            return of(pipeline, row.key(), row.slot().window(), row.accumulator());
        }
        Map<String, Object> removed = identity(row.key(), row.slot().window());
        removed.put(REMOVED, true);
        return removed;
    }

    /** What identifies a row: {@code key}, {@code windowStart} and {@code windowEnd}. */
    static Map<String, Object> identity(String key, Window window) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", key);
        row.put("windowStart", time(window, window.start()));
        row.put("windowEnd", time(window, window.end()));
        return row;
    }

    /** A time at which {@code window} starts or ends, as in ISO 8601, UTC; null if it is all of time. */
    public static String time(Window window, long millis) {
        return window.isEverything() ? null : text(millis);
    }

    /** The rows of a view have few times between them, and writing them anew was a quarter of writing a view's file. */
    private static String text(long millis) {
        int place = Long.hashCode(millis * 0x9E3779B97F4A7C15L) & TEXTS.length - 1;
        TimeText known = TEXTS[place];
        if (known == null || known.millis != millis) {
            known = new TimeText(millis, Instant.ofEpochMilli(millis).toString());
            TEXTS[place] = known;
        }
        return known.text;
    }
}
