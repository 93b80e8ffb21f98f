package dev.parallax.architectures.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Flink says of a job that was stopped with a savepoint and lost a process between the savepoint and its end. Flink lets such a job fail for good, for from the savepoint
 * on nothing is missing but what was to be committed with it, and only a job that goes on from there commits that.
 */
final class InterruptedStop {
    private static final Pattern SAVEPOINT =
            Pattern.compile("A savepoint has been created at: (\\S+), but the corresponding job ");

    private InterruptedStop() {}

    /** The savepoint that an exception names; null if it is another one. */
    static String savepoint(String stackTrace) {
        Matcher found = SAVEPOINT.matcher(stackTrace);
        return found.find() ? found.group(1) : null;
    }
}
