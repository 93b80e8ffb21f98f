package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.versioned.Version;
import dev.parallax.connector.redis.versioned.VersionedHash;

/** Gives each row of a writer its version, each greater than the one before. */
final class VersionStamp {
    private static final long MAX_CHECKPOINT = Integer.MAX_VALUE;
    private static final long MAX_COUNT = 0xFFFF_FFFFL;

    private final long generation;
    private long checkpoint;
    private long count;

    VersionStamp(long generation, long restoredCheckpoint) {
        this.generation = generation;
        passed(restoredCheckpoint);
    }

    /** From now on rows are written after this checkpoint. */
    void passed(long checkpoint) {
        if (checkpoint > MAX_CHECKPOINT) {
            throw new IllegalStateException("A version has room for checkpoints up to " + MAX_CHECKPOINT + ", this is "
                    + checkpoint + ". Start the job anew, with new keys.");
        }
        this.checkpoint = checkpoint;
        this.count = 0;
    }

    private Version next() {
        if (count > MAX_COUNT) {
            throw new IllegalStateException("A writer may write " + MAX_COUNT
                    + " rows between two checkpoints, and this one has. Use more subtasks, or checkpoints.");
        }
        return new Version(generation, checkpoint << 32 | count++);
    }

    byte[] row(byte[] value) {
        return VersionedHash.encode(next(), value);
    }

    byte[] removedRow() {
        return VersionedHash.encodeRemoved(next());
    }
}
