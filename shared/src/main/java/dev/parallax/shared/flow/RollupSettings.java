package dev.parallax.shared.flow;

import dev.parallax.shared.logic.CombinedClock;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Windows;
import java.io.Serializable;
import java.time.Duration;

/**
 * Everything in which two runs of the transformation may differ. Times are in milliseconds.
 *
 * @param windows the windows of the view
 * @param clock which clock closes them
 * @param outOfOrderness how far behind its partition's greatest event time an event may be
 * @param allowedLateness how long beyond that a window stays open
 * @param maxAhead an event further than this ahead of its ingest time is invalid
 * @param idleAfter ingest time after which a silent partition is not waited for; {@link CombinedClock#NEVER_IDLE} to wait always
 * @param outputMode when rows leave a stream
 * @param epochs how the view is split; {@link Epochs#none()} if it is not
 * @param partitions how many partitions the log has
 * @param ledger whether evidence of repeated events is written
 * @param deadLetters whether dead letters are written
 * @param archiveFirst whether the last partition is an archive, which is read to its end before the others are begun
 */
public record RollupSettings(
        Windows windows,
        ClockMode clock,
        long outOfOrderness,
        long allowedLateness,
        long maxAhead,
        long idleAfter,
        OutputMode outputMode,
        Epochs epochs,
        int partitions,
        boolean ledger,
        boolean deadLetters,
        boolean archiveFirst)
        implements Serializable {
    /** Without an archive. */
    public RollupSettings(
            Windows windows,
            ClockMode clock,
            long outOfOrderness,
            long allowedLateness,
            long maxAhead,
            long idleAfter,
            OutputMode outputMode,
            Epochs epochs,
            int partitions,
            boolean ledger,
            boolean deadLetters) {
        this(
                windows,
                clock,
                outOfOrderness,
                allowedLateness,
                maxAhead,
                idleAfter,
                outputMode,
                epochs,
                partitions,
                ledger,
                deadLetters,
                false);
    }

    public RollupSettings {
        notNegative("The out-of-orderness", outOfOrderness);
        notNegative("The allowed lateness", allowedLateness);
        notNegative("The time that an event may be ahead", maxAhead);
        notNegative("The idle time", idleAfter);
        if (partitions < 1) {
            throw new IllegalArgumentException("A log has at least one partition, not " + partitions + ".");
        }
    }

    private static void notNegative(String what, long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException(what + " must not be negative: " + Duration.ofMillis(millis) + ".");
        }
    }

    /** The truth: everything in the log, once. */
    public static RollupSettings batch(Windows windows, int partitions, Duration maxAhead) {
        return new RollupSettings(
                windows,
                ClockMode.NONE,
                0,
                0,
                maxAhead.toMillis(),
                CombinedClock.NEVER_IDLE,
                OutputMode.APPEND,
                Epochs.none(),
                partitions,
                true,
                true);
    }

    /** One stream over the whole log, by event time. */
    public static RollupSettings stream(
            Windows windows,
            int partitions,
            Duration maxAhead,
            Duration outOfOrderness,
            Duration allowedLateness,
            Duration idleAfter,
            OutputMode outputMode) {
        return new RollupSettings(
                windows,
                ClockMode.EVENT_TIME,
                outOfOrderness.toMillis(),
                allowedLateness.toMillis(),
                maxAhead.toMillis(),
                idleAfter.toMillis(),
                outputMode,
                Epochs.none(),
                partitions,
                false,
                true);
    }

    /** One stream that computes each epoch's share of the windows, by ingest time. */
    public static RollupSettings speed(Windows windows, int partitions, Duration maxAhead, Epochs epochs) {
        return new RollupSettings(
                windows,
                ClockMode.INGEST_TIME,
                0,
                0,
                maxAhead.toMillis(),
                CombinedClock.NEVER_IDLE,
                OutputMode.UPDATE,
                epochs,
                partitions,
                false,
                false);
    }

    public RollupSettings withDeadLetters(boolean written) {
        return new RollupSettings(
                windows,
                clock,
                outOfOrderness,
                allowedLateness,
                maxAhead,
                idleAfter,
                outputMode,
                epochs,
                partitions,
                ledger,
                written,
                archiveFirst);
    }

    /** The same, for a log whose last partition is an archive if {@code first}. */
    public RollupSettings withArchiveFirst(boolean first) {
        return new RollupSettings(
                windows,
                clock,
                outOfOrderness,
                allowedLateness,
                maxAhead,
                idleAfter,
                outputMode,
                epochs,
                partitions,
                ledger,
                deadLetters,
                first);
    }

    /** The archive's partition. */
    int archive() {
        return partitions - 1;
    }

    /** When the window that ends at {@code windowEnd} takes no more facts, on the event-time clock. */
    long closing(long windowEnd) {
        return windowEnd - 1 + allowedLateness;
    }
}
