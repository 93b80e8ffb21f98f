package dev.parallax.shared.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Where in a topic a job begins that no checkpoint restores. */
public sealed interface KafkaStart {
    /** Smaller numbers than this one, which as milliseconds would lie in 1973, are offsets. */
    long FIRST_TIMESTAMP = 100_000_000_000L;

    /** With the first record that is still there. */
    record Earliest() implements KafkaStart {}

    /** With what comes from now on. */
    record Latest() implements KafkaStart {}

    /** In each partition with the first record that the broker took at that time or later. */
    record AtTime(Instant time) implements KafkaStart {}

    /** At an offset of each partition. */
    record AtOffsets(List<Long> offsets) implements KafkaStart {
        public AtOffsets {
            offsets = List.copyOf(offsets);
        }
    }

    /**
     * Reads what the command line says.
     *
     * @param text {@code earliest}, {@code latest}, a time as in ISO 8601 with its zone or in milliseconds since the epoch, or an offset per partition
     *     with commas between them; a single number below 100,000,000,000 is the offset of a topic's only partition
     * @throws IllegalArgumentException if it is none of these, with a sentence
     */
    static KafkaStart parse(String text) {
        if (text.equals("earliest")) {
            return new Earliest();
        }
        if (text.equals("latest")) {
            return new Latest();
        }
        try {
            if (!text.matches("[0-9, ]+")) {
                return new AtTime(java.time.OffsetDateTime.parse(text).toInstant());
            }
            List<Long> numbers = Stream.of(text.split(",", -1))
                    .map(String::trim)
                    .map(Long::parseLong)
                    .toList();
            return numbers.size() == 1 && numbers.get(0) >= FIRST_TIMESTAMP
                    ? new AtTime(Instant.ofEpochMilli(numbers.get(0)))
                    : new AtOffsets(numbers);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "A topic is read from earliest, latest, a time (2023-01-05T09:00:00Z, or milliseconds), or an offset per "
                            + "partition (10,20,0,7) on, not from '" + text + "'.",
                    e);
        }
    }

    /**
     * The offset of each partition of a log.
     *
     * @throws IllegalArgumentException if the offsets are not those of this log, with a sentence
     * @throws KafkaUnreachable if there is no such broker
     */
    default List<Long> in(KafkaLog log) {
        if (this instanceof Latest) {
            return log.untilNow().upTo();
        }
        if (this instanceof AtTime start) {
            return log.at(start.time());
        }
        if (this instanceof AtOffsets start) {
            if (start.offsets().size() != log.partitions()) {
                throw new IllegalArgumentException(
                        "The topic " + log.topic() + " has " + log.partitions() + " partitions, and "
                                + start.offsets().size() + " offsets were given to read it from: give one each.");
            }
            return start.offsets();
        }
        return log.beginning();
    }
}
