package dev.parallax.shared.logic;

import dev.parallax.shared.model.PartitionClock;

/** The log clock of one partition while it is read; see {@link PartitionClock} for what its hands show. */
public final class RunningClock {
    private final int partition;
    private long nextOffset;
    private long firstIngest;
    private long ingest;
    private long event;
    private long records;
    private long malformed;
    private long invalid;
    private long factless;

    public RunningClock(PartitionClock from) {
        partition = from.partition();
        nextOffset = from.nextOffset();
        firstIngest = from.firstIngest();
        ingest = from.ingest();
        event = from.event();
        records = from.records();
        malformed = from.malformed();
        invalid = from.invalid();
        factless = from.factless();
    }

    /** Counts a record in and moves the ingest clock. */
    public void read(long offset, long ingestTime) {
        nextOffset = offset + 1;
        records++;
        firstIngest = Math.min(firstIngest, ingestTime);
        ingest = Math.max(ingest, ingestTime);
    }

    /** Moves the event clock; to be called after the event itself was stamped. */
    public void happened(long eventTime) {
        event = Math.max(event, eventTime);
    }

    public void malformed() {
        malformed++;
    }

    public void invalid() {
        invalid++;
    }

    public void factless() {
        factless++;
    }

    public long ingest() {
        return ingest;
    }

    /** The event-time clock less the out-of-orderness that is waited for; {@link Long#MIN_VALUE} before the first event. */
    public long watermark(long outOfOrderness) {
        return event == Long.MIN_VALUE ? Long.MIN_VALUE : event - outOfOrderness;
    }

    public PartitionClock reading() {
        return new PartitionClock(
                partition, nextOffset, firstIngest, ingest, event, records, malformed, invalid, factless);
    }
}
