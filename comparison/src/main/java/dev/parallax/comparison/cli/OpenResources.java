package dev.parallax.comparison.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What a command holds open, closed in reverse order when it ends, also by Ctrl-C. */
final class OpenResources implements AutoCloseable {
    private static volatile boolean interrupted;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread onInterrupt = new Thread(this::interrupt, "parallax-interrupt");

    OpenResources() {
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** Whether the user ended the command: what fails then is no news. */
    static boolean interrupted() {
        return interrupted;
    }

    synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** A directory that is gone afterwards. */
    Path temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("parallax-");
            add(() -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory can be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void interrupt() {
        interrupted = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // The others must be closed all the same.
                System.err.println("parallax: while closing: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closeAll();
        if (!interrupted) {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        }
    }
}
