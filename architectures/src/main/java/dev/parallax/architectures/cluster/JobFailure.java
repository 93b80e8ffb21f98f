package dev.parallax.architectures.cluster;

/** A job, or the cluster that should run it, failed; the message is a sentence with the root cause. */
public final class JobFailure extends RuntimeException {
    public JobFailure(String message) {
        super(message);
    }

    public JobFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
