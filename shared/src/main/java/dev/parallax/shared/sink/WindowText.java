package dev.parallax.shared.sink;

import dev.parallax.shared.model.Window;
import java.time.Instant;

/** A window as the name of a field or item: a time interval as in ISO 8601, UTC, with {@code --} between its ends, since {@code /} is not allowed everywhere; {@code all} for all of time. */
final class WindowText {
    private WindowText() {}

    static String of(Window window) {
        return window.isEverything()
                ? "all"
                : Instant.ofEpochMilli(window.start()) + "--" + Instant.ofEpochMilli(window.end());
    }
}
