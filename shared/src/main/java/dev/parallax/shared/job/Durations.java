package dev.parallax.shared.job;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {
    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?", Pattern.CASE_INSENSITIVE);

    /** Beyond this, milliseconds cannot be counted. */
    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    private Durations() {}

    /**
     * A duration like {@code 10m}, {@code 1h30m}, {@code 500ms}, {@code 2d}, or in ISO-8601.
     *
     * @throws IllegalArgumentException if it is none, or negative
     */
    public static Duration parse(String text) {
        Duration duration = text.toUpperCase(Locale.ROOT).matches("[+-]?P.*") ? iso(text) : parts(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("A duration must not be negative: " + text + ".");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The duration " + text + " is too long.");
        }
        return duration;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw unreadable(text);
        }
    }

    private static Duration parts(String text) {
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("A duration must not be negative: " + text + ".");
        }
        Matcher parts = PARTS.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw unreadable(text);
        }
        try {
            return Duration.ofDays(part(parts, 1))
                    .plusHours(part(parts, 2))
                    .plusMinutes(part(parts, 3))
                    .plusSeconds(part(parts, 4))
                    .plusMillis(part(parts, 5));
        } catch (ArithmeticException | NumberFormatException e) {
            throw unreadable(text);
        }
    }

    private static long part(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("'" + text + "' is no duration: write it like 10m, 1h30m, 500ms or PT10M.");
    }
}
