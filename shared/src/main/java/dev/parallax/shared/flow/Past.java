package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;
import java.util.Comparator;
import java.util.Objects;

/**
 * A fact that later ones are seen together with.
 *
 * @param eventTime in milliseconds since the epoch
 * @param eventId null if the pipeline's events have no identity
 * @param place the record that brought it
 * @param epoch the epoch of that record
 * @param fact as an accumulator of its own
 * @param everyKey whether it stands for every key
 */
record Past<A>(long eventTime, String eventId, Place place, int epoch, A fact, boolean everyKey) {
    private static final Comparator<String> BY_ID = Comparator.nullsFirst(Comparator.naturalOrder());

    /** In which facts are seen, whatever the order in which they came. */
    static final Comparator<Past<?>> ORDER = (one, other) -> {
        int byTime = Long.compare(one.eventTime, other.eventTime);
        if (byTime != 0) {
            return byTime;
        }
        int byId = BY_ID.compare(one.eventId, other.eventId);
        return byId != 0 ? byId : one.place.compareTo(other.place);
    };

    static <A> Past<A> of(Share<A> share) {
        return new Past<>(share.eventTime(), share.eventId(), share.place(), share.epoch(), share.accumulator(), false);
    }

    Past<A> forEveryKey() {
        return new Past<>(eventTime, eventId, place, epoch, fact, true);
    }

    Past<A> knownSince(int earlier) {
        return new Past<>(eventTime, eventId, place, earlier, fact, everyKey);
    }

    /** Whether both are copies of one event; the first in the log stands for it. */
    boolean isCopyOf(Past<A> other) {
        return eventId != null && eventTime == other.eventTime && Objects.equals(eventId, other.eventId);
    }
}
