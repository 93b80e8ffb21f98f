package dev.parallax.shared.view;

/** A store of views does not answer, or does not let one in; the message is a sentence that names it, without passwords. */
public final class StoreUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnreachable(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
