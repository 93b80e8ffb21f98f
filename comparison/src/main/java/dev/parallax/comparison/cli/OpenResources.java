package dev.parallax.comparison.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a command holds open. It is closed in reverse order when the command ends, however that comes: because it is done, because it failed, by Ctrl-C, or
 * because a disk is full.
 */
final class OpenResources implements AutoCloseable {
    /** A service that has died may never close in good order: nothing waits longer than this for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** What is just being opened may not like to be interrupted, and could not be closed before it is open. */
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(3);

    private final boolean ownProcess;
    private final Thread command = Thread.currentThread();
    private final Thread onInterrupt = new Thread(this::interrupt, "parallax-interrupt");
    private final Object closing = new Object();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final DiskWatch disks = new DiskWatch(full -> endWith(Failure.diskFull(full)));
    private boolean opening;
    private boolean interrupted;
    private Failure ending;

    /** @param ownProcess whether nothing but the command runs in this process */
    OpenResources(boolean ownProcess) {
        this.ownProcess = ownProcess;
        try {
            Runtime.getRuntime().addShutdownHook(onInterrupt);
        } catch (IllegalStateException alreadyEnding) {
            interrupted = true;
        }
    }

    /** Opens something, which takes a while perhaps. */
    interface Opening<T extends AutoCloseable> {
        T open() throws IOException;
    }

    /** Opens a resource, to be closed with the others; nothing is opened any more once the command must end. */
    <T extends AutoCloseable> T open(Opening<T> resource) throws IOException {
        synchronized (this) {
            if (interrupted || ending != null) {
                throw new IllegalStateException("The command is ending already.");
            }
            opening = true;
        }
        try {
            T opened = resource.open();
            synchronized (this) {
                open.push(opened);
            }
            return opened;
        } finally {
            synchronized (this) {
                opening = false;
                notifyAll();
            }
        }
    }

    /** A directory that is gone afterwards. */
    Path temporaryDirectory() throws IOException {
        TemporaryDirectory directory = open(TemporaryDirectory::create);
        if (ownProcess) {
            directory.becomeDefault();
        }
        watchDisk(directory.path());
        return directory.path();
    }

    /** Ends the command when the disk with this directory is full: some services then only stop answering. */
    void watchDisk(Path directory) {
        disks.watch(directory);
    }

    /** Whether the user ended the command: what fails then is no news. */
    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Why the command had to end, where that is known better than from what failed in it. */
    Optional<Failure> ending() {
        synchronized (this) {
            if (ending != null) {
                return Optional.of(ending);
            }
        }
        return disks.full().map(Failure::diskFull);
    }

    /** Ends the command early: what it waits for ends with an exception. */
    void endWith(Failure failure) {
        synchronized (this) {
            if (ending != null || interrupted) {
                return;
            }
            ending = failure;
        }
        command.interrupt();
    }

    private void interrupt() {
        synchronized (this) {
            interrupted = true;
        }
        awaitOpened();
        command.interrupt();
        closeAll();
    }

    private void closeAll() {
        synchronized (closing) {
            awaitOpened();
            for (AutoCloseable next = next(); next != null; next = next()) {
                close(next);
            }
        }
    }

    private synchronized void awaitOpened() {
        long deadline = System.nanoTime() + LONGEST_OPENING.toNanos();
        while (opening && System.nanoTime() < deadline) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized AutoCloseable next() {
        return open.poll();
    }

    /** In a thread of its own: an interrupted one could not wait for anything, and it may take forever. */
    private static void close(AutoCloseable resource) {
        Thread closer = new Thread(
                () -> {
                    try {
                        resource.close();
                    } catch (Exception e) {
                        // The others must be closed all the same, and the command's result does not depend on it.
                    }
                },
                "parallax-closing");
        closer.setDaemon(true);
        closer.start();
        boolean interruptedWhileWaiting = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (closer.isAlive() && System.nanoTime() < deadline) {
            try {
                closer.join(100);
            } catch (InterruptedException e) {
                interruptedWhileWaiting = true;
            }
        }
        if (interruptedWhileWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        disks.close();
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException ending) {
            // It runs just now.
        }
    }
}
