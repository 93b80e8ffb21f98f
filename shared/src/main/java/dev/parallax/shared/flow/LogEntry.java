package dev.parallax.shared.flow;

import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.InputRecord;
import dev.parallax.shared.model.DeadLetter;
import dev.parallax.shared.model.Place;
import java.time.Duration;

/**
 * A record of the event log, decoded. Exactly one of {@code event} and {@code rejection} is null, unless it is the {@linkplain #isEnd() end} of a partition.
 *
 * @param source the topic or the file
 * @param place where in it
 * @param ingestTime when the log took it, in milliseconds since the epoch
 * @param eventTime when it happened, in milliseconds since the epoch; 0 if rejected
 * @param event the event
 * @param bytes the record as it came, not null
 * @param rejection why it is no event
 */
public record LogEntry<E>(
        String source, Place place, long ingestTime, long eventTime, E event, byte[] bytes, BadRecord rejection) {
    private static final byte[] NOTHING = {};

    /**
     * Decodes a record; null stands for an empty one.
     *
     * @throws PipelineFailure if the pipeline throws anything but {@link BadRecord}
     */
    public static <E> LogEntry<E> decode(
            Pipeline<E, ?, ?> pipeline, String source, Place place, long ingestTime, byte[] record) {
        byte[] bytes = record == null ? NOTHING : record;
        try {
            E event = pipeline.decode(bytes);
            return new LogEntry<>(source, place, ingestTime, pipeline.eventTime(event), event, bytes, null);
        } catch (BadRecord rejection) {
            return new LogEntry<>(source, place, ingestTime, 0, null, bytes, rejection);
        } catch (RuntimeException defect) {
            throw PipelineFailure.at(pipeline, source, place, defect);
        }
    }

    /** The same for a record whose format may be another than the pipeline's; a dead letter keeps the bytes as they came. */
    public static <E> LogEntry<E> of(
            Pipeline<E, ?, ?> pipeline, String source, Place place, long ingestTime, InputRecord record) {
        if (record.rejection() != null) {
            return new LogEntry<>(source, place, ingestTime, 0, null, record.raw(), record.rejection());
        }
        LogEntry<E> entry = decode(pipeline, source, place, ingestTime, record.event());
        return new LogEntry<>(
                source, place, ingestTime, entry.eventTime(), entry.event(), record.raw(), entry.rejection());
    }

    /** No record, but word that the partition ends here: nothing will come from it any more. */
    public static <E> LogEntry<E> end(String source, Place place) {
        return new LogEntry<>(source, place, 0, 0, null, NOTHING, null);
    }

    public boolean isEnd() {
        return event == null && rejection == null;
    }

    public boolean isEvent() {
        return event != null;
    }

    public LogEntry<E> ingestedAt(long time) {
        return new LogEntry<>(source, place, time, eventTime, event, bytes, rejection);
    }

    /** This entry, rejected if it claims to come from further ahead than a clock may be wrong (pitfall: a poisoned clock). */
    public LogEntry<E> unlessAheadBy(long maxAhead) {
        if (!isEvent() || eventTime - ingestTime <= maxAhead) {
            return this;
        }
        Duration ahead = Duration.ofMillis(eventTime - ingestTime);
        BadRecord rejected = BadRecord.invalid("The event time is " + ahead
                + " ahead of the ingest time, more than the " + Duration.ofMillis(maxAhead) + " allowed.");
        return new LogEntry<>(source, place, ingestTime, 0, null, bytes, rejected);
    }

    /** The rejected record as a dead letter. */
    public <A> DeadLetter<A> deadLetter() {
        return new DeadLetter<>(rejection.kind(), rejection.getMessage(), source, place, bytes);
    }
}
