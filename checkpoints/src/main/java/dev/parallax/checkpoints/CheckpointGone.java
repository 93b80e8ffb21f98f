package dev.parallax.checkpoints;

import java.nio.file.Path;

/** The job that wrote it has removed the checkpoint, or a part of it, since it was listed. */
public final class CheckpointGone extends UnreadableCheckpoint {
    private static final long serialVersionUID = 1L;

    CheckpointGone(Path file) {
        super("The file " + file + " is gone: the job keeps its newest checkpoints alone, so read a newer one.");
    }
}
