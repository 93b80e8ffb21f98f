package dev.parallax.checkpoints;

/**
 * How much there is of a state, all subtasks together.
 *
 * @param name the state's
 * @param kind {@code list}, {@code union list} (every subtask writes down what it knows), {@code broadcast}, or of keyed state {@code map}, {@code value},
 *     {@code list by key}, {@code timers} and the like
 * @param keys how many different keys it has: of the rollup's states, keys of rows; {@link #NO_KEYS} if it has none
 * @param entries how many elements, rows or timers
 * @param bytes what those take, before they are compressed
 */
public record StateSummary(String name, String kind, long keys, long entries, long bytes) {
    /** It is not kept by key. */
    public static final long NO_KEYS = -1;

    static StateSummary ofList(String name, String kind, long entries, long bytes) {
        return new StateSummary(name, kind, NO_KEYS, entries, bytes);
    }

    StateSummary plus(StateSummary other) {
        return new StateSummary(
                name,
                kind,
                keys == NO_KEYS ? NO_KEYS : keys + other.keys,
                entries + other.entries,
                bytes + other.bytes);
    }

    /** Whether it is kept by key. */
    public boolean isKeyed() {
        return keys != NO_KEYS;
    }
}
