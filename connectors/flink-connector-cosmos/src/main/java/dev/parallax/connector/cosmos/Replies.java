package dev.parallax.connector.cosmos;

import java.time.Duration;

/** What the status of an answer means for the one who asked. */
public final class Replies {
    private Replies() {}

    /**
     * Whether the same request may well succeed later: too much load, a partition that moves, a server or a connection
     * that failed.
     *
     * @param status of the answer, or 0 if there was none
     */
    public static boolean isPassing(int status) {
        return switch (status) {
            case 0, 408, 410, 429, 449, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
