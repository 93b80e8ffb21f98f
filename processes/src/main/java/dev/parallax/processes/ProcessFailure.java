package dev.parallax.processes;

/** A process that does not do what it was started for. The message is a sentence for the user, which names the process and where its log is. */
public final class ProcessFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessFailure(String sentence) {
        super(sentence);
    }

    ProcessFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
