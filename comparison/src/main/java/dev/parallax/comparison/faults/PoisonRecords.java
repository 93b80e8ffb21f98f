package dev.parallax.comparison.faults;

import dev.parallax.comparison.feed.EventInput;
import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.model.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Records that no pipeline can process, made from an event that it can: half of one, one with a byte that is not UTF-8, one from a hundred years on, and one
 * that is longer than most would expect. What the pipeline takes for an event all the same is no poison to it, and is left out.
 */
final class PoisonRecords<E> {
    private static final String SOURCE = "poison";

    /** More than Kafka's own limit for a record, unless it is set higher. */
    private static final int LONG = 1_200_000;

    private static final int YEARS_AHEAD = 100;

    private final Pipeline<E, ?, ?> pipeline;
    private final Duration maxAhead;
    private final LogEntry<E> event;

    /** @param maxAhead how far ahead of its ingest time an event may be */
    PoisonRecords(EventInput<E> input, Pipeline<E, ?, ?> pipeline, Duration maxAhead) {
        this.pipeline = pipeline;
        this.maxAhead = maxAhead;
        this.event = firstEvent(input);
    }

    private static <E> LogEntry<E> firstEvent(EventInput<E> input) {
        for (int sequence = 0; sequence < input.sequences(); sequence++) {
            try (EventInput.Sequence<LogEntry<E>> entries = input.entries(sequence)) {
                while (entries.hasNext()) {
                    LogEntry<E> entry = entries.next();
                    if (entry.isEvent()) {
                        return entry;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalArgumentException("There are no events to make poison from.");
    }

    /** One of each kind. */
    List<byte[]> next(SplittableRandom random) {
        return Stream.of(half(), notUtf8(random), farAhead(), tooLong(random))
                .filter(this::isPoison)
                .toList();
    }

    private boolean isPoison(byte[] record) {
        return !LogEntry.decode(pipeline, SOURCE, new Place(0, 0), event.ingestTime(), record)
                .unlessAheadBy(maxAhead.toMillis())
                .isEvent();
    }

    private byte[] half() {
        return Arrays.copyOf(event.bytes(), event.bytes().length / 2);
    }

    private byte[] notUtf8(SplittableRandom random) {
        byte[] record = event.bytes().clone();
        record[random.nextInt(record.length)] = (byte) 0xFF;
        return isPoison(record) ? record : concatenated(new byte[] {(byte) 0xFF, (byte) 0xFE}, event.bytes());
    }

    private byte[] farAhead() {
        int year =
                Instant.ofEpochMilli(event.eventTime()).atZone(ZoneOffset.UTC).getYear();
        String text = new String(event.bytes(), StandardCharsets.UTF_8);
        return text.replace(year + "-", year + YEARS_AHEAD + "-").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] tooLong(SplittableRandom random) {
        byte[] noise = new byte[LONG];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt('a', 'z' + 1);
        }
        return concatenated(event.bytes(), noise);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
