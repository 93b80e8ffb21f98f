package dev.parallax.comparison.cli;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Where a command writes its results. */
final class OutputDirectory {
    private static final long LEAST_BYTES = 1 << 20;

    private OutputDirectory() {}

    /** Makes the directory if need be, and finds out whether files can be written: before the work, not after it. */
    static Path made(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
            Path probe = directory.resolve(".parallax-" + UUID.randomUUID());
            Files.createFile(probe);
            Files.delete(probe);
        } catch (IOException e) {
            throw new IOException(
                    "--out: nothing can be written into " + directory + ": " + FileProblem.reason(e) + ".", e);
        }
        if (Files.getFileStore(directory).getUsableSpace() < LEAST_BYTES) {
            throw new IOException("The disk with " + directory + " is full.");
        }
        return directory;
    }
}
