package dev.parallax.comparison.query;

import dev.parallax.shared.job.Durations;
import java.time.Duration;

/** When the rows of a query leave for its sinks. */
public sealed interface Trigger {
    /** As soon as there are any, which is with each checkpoint: every second. */
    record Continuous() implements Trigger {
        private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(1);
    }

    /** At regular intervals of processing time. */
    record Every(Duration interval) implements Trigger {}

    /** Everything that is there at the start, in as many triggers as the source's limits make of it; then the query stops, and can go on later. */
    record AvailableNow() implements Trigger {}

    /** Everything that is there at the start, in one trigger; then the query stops, and can go on later. */
    record Once() implements Trigger {}

    /** @throws IllegalArgumentException if the text is none of them, with a sentence */
    static Trigger parse(String text) {
        switch (text) {
            case "continuous" -> {
                return new Continuous();
            }
            case "available-now" -> {
                return new AvailableNow();
            }
            case "once" -> {
                return new Once();
            }
            default -> {
                try {
                    Duration interval = Durations.parse(text);
                    if (interval.toMillis() >= 100) {
                        return new Every(interval);
                    }
                } catch (IllegalArgumentException | ArithmeticException notADuration) {
                    // The sentence below says what there is.
                }
                throw new IllegalArgumentException(
                        "--trigger must be continuous, available-now, once, or an interval of"
                                + " at least 100ms like 10s, not '" + text + "'.");
            }
        }
    }

    /** Time between two checkpoints; of a query with one trigger, what Flink takes for never. */
    default Duration checkpointEvery() {
        if (this instanceof Every every) {
            return every.interval();
        }
        return this instanceof Once ? Duration.ofMillis(Long.MAX_VALUE) : Continuous.BETWEEN_CHECKPOINTS;
    }

    /** Whether the query ends when it has read what was there at its start. */
    default boolean stops() {
        return this instanceof AvailableNow || this instanceof Once;
    }
}
