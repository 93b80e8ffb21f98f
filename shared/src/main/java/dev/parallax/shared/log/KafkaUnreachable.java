package dev.parallax.shared.log;

/** No broker answers at an address; the message is a sentence that says so. */
public final class KafkaUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaUnreachable(String bootstrapServers, Exception cause) {
        super("Kafka at " + bootstrapServers + " cannot be reached: is it running, and is the address right?", cause);
    }
}
