package dev.parallax.shared.job;

import dev.parallax.shared.model.Windows;
import java.time.Duration;
import java.util.Locale;

/** Windows as people write them. */
public final class WindowsText {
    /** How it is said in a usage text. */
    public static final String SYNTAX = "[tumbling:]10m | sliding:10m/5m | session:30m | global";

    private WindowsText() {}

    /**
     * Windows like {@code 10m}, {@code tumbling:10m}, {@code sliding:10m/5m}, {@code session:30m} or {@code global}.
     *
     * @throws IllegalArgumentException if it is none; the message names no option
     */
    public static Windows parse(String text) {
        int colon = text.indexOf(':');
        String kind = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        String lengths = colon < 0 ? "" : text.substring(colon + 1);
        if (colon < 0) {
            return kind.equals("global") ? Windows.global() : Windows.tumbling(length(text, text));
        }
        int slash = lengths.indexOf('/');
        return switch (kind) {
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
     * The windows that the user asked for, where {@code null} stands for an option that was not given.
     *
     * @param window what {@link #parse} takes
     * @param slide a duration: lets tumbling windows slide
     * @throws IllegalArgumentException with a sentence that names the option
     */
    public static Windows of(String window, String slide, Windows ofPipeline) {
        Windows windows = ofPipeline;
        if (window != null) {
            try {
                windows = parse(window);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("--window cannot be '" + window + "': " + e.getMessage(), e);
            }
        }
        if (slide == null) {
            return windows;
        }
        if (!(windows instanceof Windows.Aligned aligned) || aligned.size() != aligned.slide()) {
            throw new IllegalArgumentException(
                    "--slide cannot be '" + slide + "': it goes with a --window of one length, like 10m, and not with "
                            + (window == null ? windows.text() : window) + ".");
        }
        try {
            return new Windows.Aligned(aligned.size(), Durations.parse(slide).toMillis());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--slide cannot be '" + slide + "': " + e.getMessage(), e);
        }
    }

    private static Duration length(String length, String text) {
        try {
            return Durations.parse(length);
        } catch (IllegalArgumentException e) {
            throw looksLikeOne(length) ? e : unreadable(text);
        }
    }

    private static boolean looksLikeOne(String length) {
        return !length.isEmpty() && (length.charAt(0) == '-' || Character.isDigit(length.charAt(0)));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("'" + text + "' names no windows: write them like 10m, tumbling:10m, "
                + "sliding:10m/5m, session:30m or global.");
    }
}
