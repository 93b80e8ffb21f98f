package dev.parallax.kafka;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Puts into a sentence why the broker did not start. */
final class StartFailure {
    private StartFailure() {}

    static IOException of(Path directory, Exception failure) {
        // Kafka likes to add what to do about it, for its own way of being started.
        String reason = reason(root(failure)).lines().findFirst().orElse("").replaceAll("\\.( .*)?$", "");
        return new IOException("Kafka could not start in the directory " + directory + ": " + reason + ".", failure);
    }

    /** Kafka wraps what it throws more than once, and says nothing of use there. */
    static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static String reason(Throwable failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + " cannot be read or written";
        }
        if (failure instanceof FileSystemException file) {
            return file.getReason();
        }
        if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
            return "the start was interrupted";
        }
        if (failure instanceof InternalError) {
            return "its disk is full or broken"; // This is what a file mapped into memory tells of it.
        }
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Failed to acquire lock") ? "another broker is using it" : message;
    }
}
