package dev.parallax.checkpoints;

/**
 * Something that a sink had ready when the checkpoint was made, and that is committed when the checkpoint is complete: whoever goes on from the checkpoint
 * commits it, unless that has been done.
 *
 * @param operator the sink's committer
 * @param checkpoint the checkpoint that it belongs to
 * @param kind what is committed
 * @param what the transaction's name; the file; the trigger's commit as JSON; of another program's sink how many bytes describe it
 */
public record PendingCommit(String operator, long checkpoint, Kind kind, String what) {
    /** What a sink commits. */
    public enum Kind {
        /** A transaction of Kafka. */
        TRANSACTION,
        /** A file that gets its name. */
        FILE,
        /** The commit of a query's trigger. */
        TRIGGER,
        /** Something of another program's sink. */
        OTHER
    }
}
