package dev.parallax.checkpoints;

/** State is of a class that is not there; its name is the message. */
final class MissingClass extends Exception {
    private static final long serialVersionUID = 1L;

    MissingClass(String name, Throwable cause) {
        super(name, cause);
    }
}
