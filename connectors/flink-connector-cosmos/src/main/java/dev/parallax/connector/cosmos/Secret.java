package dev.parallax.connector.cosmos;

import java.io.Serializable;

/** A text that is not printed by mistake. */
final class Secret implements Serializable {
    private static final long serialVersionUID = 1;

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
