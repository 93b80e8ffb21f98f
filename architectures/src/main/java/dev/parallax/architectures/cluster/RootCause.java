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

    private static final Set<String> OF_THE_HEAP = Set.of("Java heap space", "GC overhead limit exceeded");
    private static final String NO_MEMORY =
            "A task ran out of memory (%s): give it more, on a mini-cluster with PARALLAX_HEAP and on a cluster with"
                    + " taskmanager.memory.task.heap.size, or let a cluster keep the state on disk with state.backend.type: rocksdb.";

    /** Flink says no more than that they do. */
    private static final String CHECKPOINTS_FAIL = "Exceeded checkpoint tolerable failure threshold.";

    private static final String NO_CHECKPOINTS =
            "Its checkpoints could not be written, so that nothing would be left to go on from: is the disk with their directory full or read-only, do"
                    + " JobManager and TaskManagers see the same directory, and is there memory enough to write them (on a mini-cluster PARALLAX_HEAP, on a"
                    + " cluster taskmanager.memory.task.heap.size)?";

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
        if (name.equals(OutOfMemoryError.class.getSimpleName()) && message != null && OF_THE_HEAP.contains(message)) {
            return NO_MEMORY.formatted(message);
        }
        if (message != null && message.startsWith(CHECKPOINTS_FAIL)) {
            return NO_CHECKPOINTS;
        }
        String sentence = message == null ? name : SAY_IT_ALL.contains(name) ? message : name + ": " + message;
        return ended(sentence);
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?]") ? sentence : sentence + ".";
    }
}
