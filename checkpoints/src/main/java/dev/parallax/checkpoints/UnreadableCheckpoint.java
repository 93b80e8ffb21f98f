package dev.parallax.checkpoints;

/** Says in a sentence that names the file why a checkpoint, or a part of it, cannot be read. */
public class UnreadableCheckpoint extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnreadableCheckpoint(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public UnreadableCheckpoint(String sentence) {
        super(sentence);
    }
}
