package dev.parallax.shared.log;

import java.util.List;

/**
 * A stretch of a log.
 *
 * @param from per partition, the first offset; null for the beginning
 * @param upTo per partition, the first offset behind it; null for no end: the log is followed while it grows
 */
public record LogRange(List<Long> from, List<Long> upTo) {
    public static LogRange everything() {
        return new LogRange(null, null);
    }

    public static LogRange from(List<Long> offsets) {
        return new LogRange(List.copyOf(offsets), null);
    }

    public static LogRange upTo(List<Long> offsets) {
        return new LogRange(null, List.copyOf(offsets));
    }
}
