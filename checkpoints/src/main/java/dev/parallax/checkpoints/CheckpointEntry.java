package dev.parallax.checkpoints;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A checkpoint or savepoint as it was found.
 *
 * @param number the checkpoint's, which the job's savepoints are counted in as well; {@link #UNKNOWN} if it cannot be read
 * @param kind what it was made for
 * @param time when it was completed, or begun if it was not completed
 * @param path its own directory
 * @param complete whether it can be gone back to: it has its {@code _metadata}, which is written last
 * @param job the id of the job that wrote it; null where the directories do not say
 */
public record CheckpointEntry(long number, Kind kind, Instant time, Path path, boolean complete, String job) {
    /** Not even the number can be read. */
    public static final long UNKNOWN = -1;

    /** Who asked for it. */
    public enum Kind {
        /** The job's own, made regularly. */
        CHECKPOINT,
        /** Made because somebody asked for it. */
        SAVEPOINT
    }

    /** Where Flink describes what is in it. */
    public Path metadata() {
        return path.resolve(CheckpointDirectory.METADATA);
    }

    /** How people call it, like {@code checkpoint 7}. */
    public String title() {
        String what = kind == Kind.CHECKPOINT ? "checkpoint " : "savepoint ";
        return what + (number == UNKNOWN ? path.getFileName() : number);
    }
}
