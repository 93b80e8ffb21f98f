package dev.parallax.shared.model;

import java.util.List;

/**
 * A boundary in ingest time, and where it lies in the log.
 *
 * @param number from 1; cut {@code n} ends epoch {@code n}
 * @param time ingest time in milliseconds since the epoch: a record whose partition's ingest clock has reached it lies behind the cut;
 *     {@link Long#MAX_VALUE} for the end of the log
 * @param offsets per partition, the first offset behind the cut
 */
public record Cut(int number, long time, List<Long> offsets) {
    public Cut {
        offsets = List.copyOf(offsets);
    }

    /** Whether the record at this place lies before the cut. */
    public boolean covers(Place place) {
        return place.offset() < offsets.get(place.partition());
    }

    /** Number of records before the cut. */
    public long records() {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }
}
