package dev.parallax.comparison.faults;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a fault strikes. */
public enum FaultTarget {
    /** One of the TaskManagers, by chance. */
    TASKMANAGER,
    JOBMANAGER,
    /** The Kafka broker with the log, and with views perhaps. */
    BROKER,
    /** The Redis with views. */
    REDIS,
    /** No process but the log: records that nobody can process. */
    POISON;

    static Optional<FaultTarget> named(String text) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(text))
                .findFirst();
    }

    /** Of all, for people. */
    static String names() {
        return Arrays.stream(values()).map(FaultTarget::label).collect(Collectors.joining(", "));
    }

    /** As it is written in a specification. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
