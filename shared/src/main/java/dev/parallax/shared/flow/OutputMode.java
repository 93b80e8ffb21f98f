package dev.parallax.shared.flow;

import java.util.Locale;

/** When rows leave a streaming job. */
public enum OutputMode {
    /** The rows that changed, before each checkpoint's barrier. */
    UPDATE,
    /** A row once, when its window is closed. */
    APPEND,
    /** The whole view, before each checkpoint's barrier: no window closes, and nothing is late. */
    COMPLETE;

    /** How the command line calls it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
