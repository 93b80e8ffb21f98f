package dev.parallax.shared.flow;

import dev.parallax.shared.logic.CombinedClock;
import dev.parallax.shared.model.Epochs;
import dev.parallax.shared.model.Window;
import dev.parallax.shared.model.Windows;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param rewrites whether a stream that was restored writes every open row again. A store that keeps what an abandoned attempt has written needs
 *     that, so that it is outranked; where only what is committed is there, or what is replayed replaces it, it would be said twice
 * @param archiveFirst whether the last partition is an archive, which is read to its end before the others are begun
 */
@RecordBuilder
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
        boolean rewrites,
        boolean archiveFirst)
        implements Serializable, RollupSettingsBuilder.With {
    public RollupSettings {
        notNegative("The out-of-orderness", outOfOrderness);
        notNegative("The allowed lateness", allowedLateness);
        notNegative("The time that an event may be ahead", maxAhead);
        notNegative("The idle time", idleAfter);
        if (partitions < 1) {
            throw new IllegalArgumentException("A log has at least one partition, not " + partitions + ".");
        }
        refuseRowsThatNeverCome(windows, clock, outputMode);
    }

    private static void refuseRowsThatNeverCome(Windows windows, ClockMode clock, OutputMode outputMode) {
        if (clock != ClockMode.NONE && outputMode == OutputMode.APPEND && windows instanceof Windows.Global) {
            throw new IllegalArgumentException("--output-mode append would never give a row with --window global, "
                    + "which no clock closes: use update.");
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
                true,
                false,
                false);
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
                true,
                true,
                false);
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
                false,
                true,
                false);
    }

    /** The archive's partition. */
    int archive() {
        return partitions - 1;
    }

    /** The same for rows that leave for sinks of their own, each of them once. */
    public RollupSettings forSinks() {
        return withRewrites(false);
    }

    /** When the window takes no more facts, on the event-time clock; {@link Long#MAX_VALUE} for never. */
    long closing(Window window) {
        return late(windows.closing(window));
    }

    /** When what happened at {@code eventTime} is late for that window of its own, on the event-time clock. */
    long deadline(long eventTime, Window window) {
        return late(windows.deadline(eventTime, window));
    }

    /** Never, if the whole view is to be kept. */
    private long late(long time) {
        return time == Long.MAX_VALUE || outputMode == OutputMode.COMPLETE ? Long.MAX_VALUE : time + allowedLateness;
    }

    /** Another number when the event-time clock has passed a time at which a window may have closed. */
    long tick(long clock) {
        return windows.tick(clock - allowedLateness);
    }
}
