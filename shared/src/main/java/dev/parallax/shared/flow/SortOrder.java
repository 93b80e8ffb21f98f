package dev.parallax.shared.flow;

import dev.parallax.shared.model.Place;

/**
 * The timestamp of a record, by which a batch job sorts those of a key, so that the copies of an event come in the order of their partitions and offsets.
 * Nothing else reads it.
 *
 * <p>Flink sorts by the first four bytes as long as they differ, and looks for the rest where the record lies, which costs as much as the rest of sorting. So an
 * offset is not written as a number, whose first bytes are mostly 0, but as its length in bits and then its bits from the first one on: the order is the same.
 */
final class SortOrder {
    private static final int OFFSET = 41;
    private static final int LENGTH = 6;

    private SortOrder() {}

    /** Of partitions below 65,536 and offsets below 2<sup>41</sup>. */
    static long of(Place place) {
        long offset = place.offset();
        int length = Long.SIZE - Long.numberOfLeadingZeros(offset);
        return ((long) place.partition() << LENGTH | length) << OFFSET | offset << OFFSET - length;
    }
}
