package dev.parallax.shared.view;

/** A store of views or rows does not answer, or does not let one in; the message is a sentence that names it, without passwords. */
public final class StoreUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnreachable(String sentence, Exception cause) {
        super(sentence, cause);
    }

    /** @param address of the server, without its password */
    public static StoreUnreachable redis(String address, Exception cause) {
        return new StoreUnreachable(
                address + " cannot be used: is it running, and are address and password right? (" + cause.getMessage()
                        + ")",
                cause);
    }
}
