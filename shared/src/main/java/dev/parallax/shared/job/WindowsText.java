package dev.parallax.shared.job;

import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.util.Locale;

/** Windows as people write them. */
public final class WindowsText {
    /** Ends of windows, and sums of them with other durations, still fit into milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private WindowsText() {}

    /**
     * Windows like {@code 10m}, {@code tumbling:10m}, {@code sliding:10m/5m}, {@code session:30m} or {@code global}.
     *
     * @throws IllegalArgumentException if it is none; the sentence names no option
     */
    public static Windows parse(String text) {
        int colon = text.indexOf(':');
        String lengths = text.substring(colon + 1);
        int slash = lengths.indexOf('/');
        return switch (text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT)) {
            case "" -> text.equalsIgnoreCase("global") ? Windows.global() : Windows.tumbling(length(text, text));
            case "tumbling" -> Windows.tumbling(length(lengths, text));
            case "session" -> Windows.session(length(lengths, text));
            case "sliding" -> {
                if (slash < 0) {
                    throw unreadable(text);
                }
                yield Windows.sliding(
                        length(lengths.substring(0, slash), text), length(lengths.substring(slash + 1), text));
            }
            default -> throw unreadable(text);
        };
    }

    /**
     * Lets tumbling windows slide.
     *
     * @throws IllegalArgumentException if they are no tumbling windows, or not as long as the slide; the sentence names no option
     */
    public static Windows sliding(Windows tumbling, Duration slide) {
        if (!(tumbling instanceof Windows.Aligned aligned) || aligned.size() != aligned.slide()) {
            throw new IllegalArgumentException(
                    "A slide goes with windows of one length, like 10m, and not with " + tumbling.text() + ".");
        }
        return new Windows.Aligned(aligned.size(), slide.toMillis());
    }

    private static Duration length(String length, String text) {
        Duration duration;
        try {
            duration = Durations.parse(length);
        } catch (IllegalArgumentException e) {
            throw looksLikeOne(length) ? e : unreadable(text);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A duration is at most " + LONGEST.toDays() + "d, not " + length + ".");
        }
        return duration;
    }

    private static boolean looksLikeOne(String length) {
        return !length.isEmpty() && (length.charAt(0) == '-' || Character.isDigit(length.charAt(0)));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("'" + text + "' names no windows: write them like 10m, tumbling:10m, "
                + "sliding:10m/5m, session:30m or global.");
    }
}
