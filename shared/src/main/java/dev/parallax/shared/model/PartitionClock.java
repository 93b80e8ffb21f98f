package dev.parallax.shared.model;

/**
 * The log clock of one partition: a function of that partition's prefix alone. Times are milliseconds since the epoch, UTC.
 *
 * @param partition the log's partition
 * @param nextOffset the first offset that is not in it
 * @param firstIngest ingest time of the first record
 * @param ingest the greatest ingest time so far
 * @param event the greatest event time so far; {@link Long#MIN_VALUE} before the first event
 * @param records how many records were read
 * @param malformed how many of them were malformed
 * @param invalid how many of them were invalid
 * @param factless how many of them were events without a fact
 */
public record PartitionClock(
        int partition,
        long nextOffset,
        long firstIngest,
        long ingest,
        long event,
        long records,
        long malformed,
        long invalid,
        long factless) {
    /** The clock before the first record. */
    public static PartitionClock unset(int partition) {
        return new PartitionClock(partition, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0, 0, 0);
    }

    /** The one of two clocks of a partition that has seen more of it. */
    public PartitionClock later(PartitionClock other) {
        return other.nextOffset > nextOffset ? other : this;
    }

    /** The event-time clock less the out-of-orderness that is waited for; {@link Long#MIN_VALUE} before the first event. */
    public long watermark(long outOfOrderness) {
        return event == Long.MIN_VALUE ? Long.MIN_VALUE : event - outOfOrderness;
    }
}
