package dev.parallax.comparison.crash;

import java.util.Locale;

/** A moment at which a process is ended. */
public enum CrashPoint {
    /** Rows have left before the barrier, which has not. */
    BEFORE_BARRIER(Occasion.STREAM),
    AFTER_BARRIER(Occasion.STREAM),
    SNAPSHOT_SYNCHRONOUS(Occasion.STREAM),
    SNAPSHOT_ASYNCHRONOUS(Occasion.STREAM),
    /** The state is stored, and the job manager does not know. */
    BEFORE_ACKNOWLEDGEMENT(Occasion.STREAM),
    /** A task hears that a checkpoint is complete. */
    NOTIFIED(Occasion.STREAM),
    LOG_CLOCK_SNAPSHOT(Occasion.STREAM),
    LOG_CLOCK_RESTORE(Occasion.RESTORE),
    /** Some of the changed rows have left before the barrier. */
    ROLLUP_FLUSH(Occasion.STREAM),
    /** A timer has written a window's row, whose state is still there. */
    WINDOW_CLOSING(Occasion.STREAM),

    /** Some rows of a batch view are written. */
    BATCH_VIEW_WRITING(Occasion.BATCH),
    /** All of them, and not committed. */
    BATCH_VIEW_WRITTEN(Occasion.BATCH),

    /** Before the transaction is flushed. */
    BEFORE_PRE_COMMIT(Occasion.STREAM),
    AFTER_PRE_COMMIT(Occasion.STREAM),
    /** The checkpoint is complete, its transactions are not committed. */
    BEFORE_COMMIT(Occasion.STREAM),
    /** One transaction of the checkpoint is committed, the others are not, and nobody has noted it. */
    BETWEEN_COMMITS(Occasion.STREAM),

    FILE_BEFORE_RENAME(Occasion.FILES),
    FILE_AFTER_RENAME(Occasion.FILES),
    BEFORE_COMMIT_LOG(Occasion.QUERY),
    AFTER_COMMIT_LOG(Occasion.QUERY),
    FOLDER_BEFORE_CLEANING(Occasion.QUERY),
    /** Files are moved away, and the job manager has not noted it. */
    FOLDER_AFTER_CLEANING(Occasion.QUERY),

    REDIS_BEFORE_FLUSH(Occasion.REDIS),
    /** Redis has a batch, and the writer does not know. */
    REDIS_AFTER_BATCH(Occasion.REDIS),
    /** After a restore every open row is written over, in a store without transactions or with. */
    REWRITING(Occasion.RESTORE),

    /** Every task has acknowledged, the completed checkpoint is not stored. */
    ACKNOWLEDGED(Occasion.STREAM),
    /** It is stored, and no task knows. */
    CHECKPOINT_STORED(Occasion.STREAM),
    /** The job manager looks for the checkpoint to go on from. */
    RESTORING(Occasion.RESTORE),
    STOP_WITH_SAVEPOINT(Occasion.END),
    /** The savepoint is there, the job is not yet told to end. */
    SAVEPOINT_TAKEN(Occasion.END),
    /** A task is about to hear that the savepoint is taken with which it stops, and will not commit what is in it. */
    SAVEPOINT_NOTIFIED(Occasion.END),
    /** A job was submitted and is kept for the next job manager, and the one who submitted it does not know. */
    JOB_TAKEN(Occasion.BATCH),
    /** A job has ended, and nothing says so outside of this process. */
    JOB_ENDED(Occasion.BATCH),

    /** A place for a batch view is about to be made: something else is killed, not the one who makes it. */
    VIEW_MADE(Occasion.OUTSIDE),
    /** The serving switch: before the pointer moves. */
    BEFORE_POINTER(Occasion.OUTSIDE),
    /** The pointer has moved, what it superseded is still there. */
    AFTER_POINTER(Occasion.OUTSIDE),
    /** What was superseded is about to go. */
    SUPERSEDED(Occasion.OUTSIDE),
    /** The streams are about to be drained. */
    DRAIN(Occasion.OUTSIDE_AT_END),

    /** It is written down what is to be moved, and nothing is. */
    REWIND_PLANNED(Occasion.REWIND),
    /** A file or a directory has been moved, others have not. */
    REWIND_MOVING(Occasion.REWIND),
    /** All is where it belongs, and nothing says so. */
    REWIND_MOVED(Occasion.REWIND);

    /** When a process comes to the point. */
    public enum Occasion {
        /** With every checkpoint of a stream, or often. */
        STREAM,
        /** When a stream goes on after a failure. */
        RESTORE,
        /** While a batch view is computed. */
        BATCH,
        /** When streams are drained. */
        END,
        /** With every checkpoint where views are in files. */
        FILES,
        /** While a query reads a folder. */
        QUERY,
        /** While views are written to Redis. */
        REDIS,
        /** In the process that compares, at each cut: what is killed is something else. */
        OUTSIDE,
        /** The same, once. */
        OUTSIDE_AT_END,
        /** In the command that takes a query back to an earlier checkpoint. */
        REWIND;

        /** Whether it comes once in a run, so that one waits for it from the beginning. */
        boolean isLate() {
            return this == END || this == OUTSIDE_AT_END;
        }
    }

    private final Occasion occasion;

    CrashPoint(Occasion occasion) {
        this.occasion = occasion;
    }

    /** The name of its rule. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Occasion occasion() {
        return occasion;
    }

    /** Whether the process that comes to it ends itself. */
    boolean hasRule() {
        return occasion != Occasion.OUTSIDE && occasion != Occasion.OUTSIDE_AT_END;
    }
}
