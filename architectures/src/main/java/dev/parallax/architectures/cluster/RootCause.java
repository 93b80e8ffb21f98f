package dev.parallax.architectures.cluster;

import dev.parallax.shared.flow.PipelineFailure;
import java.util.List;
import java.util.Set;

/** Finds what went wrong under the wrappers that Flink puts around it. */
public final class RootCause {
    private static final String CAUSED_BY = "Caused by: ";
    private static final String ON_THE_CLUSTER = "Exception on server side:\n";
    private static final String CLASS_NAME = "[\\w.$]+";
    private static final Set<String> SAY_IT_ALL = Set.of(
            IllegalArgumentException.class.getSimpleName(),
            IllegalStateException.class.getSimpleName(),
            PipelineFailure.class.getSimpleName());

    private RootCause() {}

    /** The message of the innermost cause; its class too, where the message alone would not say what happened. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (message != null && message.contains(ON_THE_CLUSTER)) {
            return ofStackTrace(message);
        }
        return sentence(
                root.getClass().getName(),
                message == null ? null : message.lines().findFirst().orElse(""));
    }

    /** The same, from a printed stack trace, which may have come as part of a message. */
    static String ofStackTrace(String text) {
        int start = text.indexOf(ON_THE_CLUSTER);
        List<String> lines = text.substring(start < 0 ? 0 : start + ON_THE_CLUSTER.length())
                .lines()
                .toList();
        String root = lines.isEmpty() ? "unknown" : lines.get(0);
        for (String line : lines) {
            if (root.startsWith(PipelineFailure.class.getName())) {
                break; // It says what it was caused by, and where.
            }
            if (line.strip().startsWith(CAUSED_BY)) {
                root = line.strip().substring(CAUSED_BY.length());
            }
        }
        int colon = root.indexOf(": ");
        if (!(colon < 0 ? root : root.substring(0, colon)).matches(CLASS_NAME)) {
            return ended(root.strip()); // words, and no exception
        }
        return colon < 0 ? sentence(root, null) : sentence(root.substring(0, colon), root.substring(colon + 2));
    }

    private static String sentence(String type, String message) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        String sentence = message == null ? name : SAY_IT_ALL.contains(name) ? message : name + ": " + message;
        return ended(sentence);
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }
}
