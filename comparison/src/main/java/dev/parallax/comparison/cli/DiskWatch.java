package dev.parallax.comparison.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks at the free space of disks now and then. */
final class DiskWatch implements AutoCloseable {
    private static final long LEAST_BYTES = 256 << 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Consumer<Path> alarm;
    private final List<Path> directories = new CopyOnWriteArrayList<>();
    private ScheduledExecutorService looking;
    private boolean wasFull;
    private boolean closed;
    private Optional<Path> fullAtEnd = Optional.empty();

    /** @param alarm is told which directory's disk is full */
    DiskWatch(Consumer<Path> alarm) {
        this.alarm = alarm;
    }

    synchronized void watch(Path directory) {
        directories.add(directory);
        if (looking == null) {
            looking = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "parallax-disk-watch");
                thread.setDaemon(true);
                return thread;
            });
            looking.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The first directory whose disk is full, or was so when this was closed. */
    synchronized Optional<Path> full() {
        return closed
                ? fullAtEnd
                : directories.stream().filter(DiskWatch::isFull).findFirst();
    }

    /** Two looks must agree: a file that is replaced takes space twice for a moment. */
    private void look() {
        Optional<Path> full = full();
        if (full.isPresent() && wasFull) {
            alarm.accept(full.get());
        }
        wasFull = full.isPresent();
    }

    private static boolean isFull(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false; // It is gone, then.
        }
    }

    @Override
    public synchronized void close() {
        fullAtEnd = full();
        closed = true;
        if (looking != null) {
            looking.shutdownNow();
        }
    }
}
