package dev.parallax.comparison.cli;

import dev.parallax.architectures.cluster.JobFailure;
import dev.parallax.architectures.cluster.RootCause;
import dev.parallax.comparison.diff.ConservationFailure;
import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;

/**
 * What a command says when it cannot go on.
 *
 * @param sentence for the user
 * @param status that the process exits with
 */
record Failure(String sentence, int status) {
    private static final String NO_MEMORY =
            "The process has too little memory: give it more than %d MiB with PARALLAX_HEAP, like PARALLAX_HEAP=6g.";

    static Failure diskFull(Path directory) {
        return new Failure("The disk with " + directory + " is full.", Parallax.FAILED);
    }

    static Failure of(Throwable problem) {
        return new Failure(Secrets.hidden(firstLine(message(problem))), status(problem));
    }

    private static String message(Throwable problem) {
        if (root(problem) instanceof OutOfMemoryError) {
            return NO_MEMORY.formatted(Runtime.getRuntime().maxMemory() >> 20);
        }
        if (problem instanceof KafkaException) {
            return withRoot(problem);
        }
        if (problem instanceof UncheckedIOException unchecked && says(unchecked.getCause(), problem.getMessage())) {
            return message(unchecked.getCause());
        }
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + FileProblem.reason(file) + ".";
        }
        return problem.getMessage() == null ? RootCause.of(problem) : problem.getMessage();
    }

    private static boolean says(IOException cause, String message) {
        return cause.toString().equals(message);
    }

    /** Kafka's outer sentences say what was attempted, its inner ones why it failed. */
    private static String withRoot(Throwable problem) {
        String root = RootCause.of(problem);
        String message = problem.getMessage();
        if (message == null || root.contains(message)) {
            return root;
        }
        return message.contains(root) || root(problem) == problem ? message : message + " (" + root + ")";
    }

    private static int status(Throwable problem) {
        if (problem instanceof ConservationFailure) {
            return Parallax.CHECK_FAILED;
        }
        if (problem instanceof JobFailure) {
            return Parallax.FAILED;
        }
        boolean input = problem instanceof IllegalArgumentException
                || problem instanceof UncheckedIOException unchecked && !FileProblem.isDiskFull(unchecked.getCause())
                || root(problem) instanceof IOException file && FileProblem.isOfItsName(file);
        return input ? Parallax.BAD_INPUT : Parallax.FAILED;
    }

    private static Throwable root(Throwable problem) {
        return problem.getCause() == null ? problem : root(problem.getCause());
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("unknown").strip();
        return line.endsWith(".") || line.endsWith("?") || line.endsWith(")") ? line : line + ".";
    }
}
