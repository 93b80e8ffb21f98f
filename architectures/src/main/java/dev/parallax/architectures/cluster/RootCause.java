package dev.parallax.architectures.cluster;

import java.util.List;

/** Finds what went wrong under the wrappers that Flink puts around it. */
public final class RootCause {
    private static final String CAUSED_BY = "Caused by: ";

    private RootCause() {}

    /** The message of the innermost cause; its class too, where the message alone would not say what happened. */
    public static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return sentence(
                root.getClass().getName(),
                message == null ? null : message.lines().findFirst().orElse(""));
    }

    /** The same, from a printed stack trace. */
    static String ofStackTrace(String stackTrace) {
        List<String> lines = stackTrace.lines().toList();
        String root = lines.isEmpty() ? "unknown" : lines.get(0);
        for (String line : lines) {
            if (line.strip().startsWith(CAUSED_BY)) {
                root = line.strip().substring(CAUSED_BY.length());
            }
        }
        int colon = root.indexOf(": ");
        return colon < 0 ? sentence(root, null) : sentence(root.substring(0, colon), root.substring(colon + 2));
    }

    private static String sentence(String type, String message) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        boolean saysItAll = name.equals("IllegalArgumentException") || name.equals("IllegalStateException");
        String sentence = message == null ? name : saysItAll ? message : name + ": " + message;
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
