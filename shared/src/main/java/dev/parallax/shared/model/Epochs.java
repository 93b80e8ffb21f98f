package dev.parallax.shared.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Numbers the stretches of the log between neighbouring cuts, from 1, as a function of a partition's ingest clock alone.
 *
 * @param boundaries the cuts' ingest times in milliseconds since the epoch, ascending; used where {@code every} is 0
 * @param every where positive: the cuts lie at all its multiples, in milliseconds
 */
public record Epochs(List<Long> boundaries, long every) implements Serializable {
    public Epochs {
        boundaries = List.copyOf(boundaries);
    }

    /** No epochs: each record has {@link Slot#EVERY_EPOCH}. */
    public static Epochs none() {
        return new Epochs(List.of(), 0);
    }

    public static Epochs endingAt(List<Long> boundaries) {
        return new Epochs(boundaries, 0);
    }

    public static Epochs every(Duration interval) {
        return new Epochs(List.of(), interval.toMillis());
    }

    /** The epoch of a record whose partition's ingest clock, that record included, shows {@code ingestClock}. */
    public int at(long ingestClock) {
        if (every > 0) {
            int multiple = Math.toIntExact(Math.floorDiv(ingestClock, every));
            return multiple >= 0 ? multiple + 1 : multiple; // no epoch has the number of EVERY_EPOCH
        }
        if (boundaries.isEmpty()) {
            return Slot.EVERY_EPOCH;
        }
        int epoch = 1;
        while (epoch <= boundaries.size() && boundaries.get(epoch - 1) <= ingestClock) {
            epoch++;
        }
        return epoch;
    }

    /** The ingest time at which {@code epoch} is over; {@link Long#MAX_VALUE} if no cut ends it. */
    public long end(int epoch) {
        if (every > 0) {
            return (epoch > 0 ? epoch : epoch + 1) * every;
        }
        return epoch >= 1 && epoch <= boundaries.size() ? boundaries.get(epoch - 1) : Long.MAX_VALUE;
    }

    /** The ingest time at which {@code epoch} begins; {@link Long#MIN_VALUE} if there is no cut before it. */
    public long beginning(int epoch) {
        if (every > 0) {
            return end(epoch) - every;
        }
        return epoch >= 2 && epoch <= boundaries.size() + 1 ? boundaries.get(epoch - 2) : Long.MIN_VALUE;
    }
}
