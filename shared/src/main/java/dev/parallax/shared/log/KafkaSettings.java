package dev.parallax.shared.log;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;

/**
 * How somebody's Kafka wants to be spoken to: SASL, TLS and whatever else concerns the connection alone. Values may be passwords, so none is ever shown: not
 * by {@link #toString()}, and not in what is thrown here.
 */
public final class KafkaSettings implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final KafkaSettings NONE = new KafkaSettings(Map.of());

    private final Map<String, String> values;

    KafkaSettings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Of a Kafka that lets in everybody, without encryption. */
    public static KafkaSettings none() {
        return NONE;
    }

    /**
     * The settings in a properties file, as Kafka's own tools take it with {@code --command-config}.
     *
     * @throws IllegalArgumentException if it cannot be read, if it says what is no matter of the connection, or if Kafka's clients cannot work with what it
     *     says, with a sentence that names the file
     */
    public static KafkaSettings in(Path file) {
        return new KafkaSettings(KafkaSettingsFile.read(file));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** For clients alone. */
    Map<String, String> values() {
        return values;
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + values.size() + " not shown]";
    }
}
