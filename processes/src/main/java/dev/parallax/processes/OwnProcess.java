package dev.parallax.processes;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.util.FileUtils;

/** A process of its own on this machine. It goes with {@link #close}, or stays where its launch says that it is detached. */
public final class OwnProcess implements AutoCloseable {
    /** For one that is asked to end by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** For the system to take away one that was killed. */
    private static final Duration LONGEST_KILLING = Duration.ofSeconds(30);

    private final JavaProcess launch;
    private final ProcessFiles files;
    private volatile ProcessHandle process;

    OwnProcess(JavaProcess launch) {
        this.launch = launch;
        this.files = launch.files();
    }

    synchronized void start() {
        process = launch.launch();
    }

    /** Takes up one that was started before, by another process perhaps, if it has not ended. */
    synchronized void find() {
        try {
            process = PidFile.read(files.pid())
                    .flatMap(note -> note.process(files.mark()))
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is called, like {@code taskmanager-1}. */
    public String name() {
        return files.name();
    }

    /** Its number, also after its end; another one after each restart. */
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    /** Whether it has not ended; one that is paused has not. */
    public boolean isAlive() {
        return process != null && process.isAlive() && !ProcFileSystem.isDead(process.pid());
    }

    /** Whether it was stopped by a signal; never, where the system does not say. */
    public boolean isPaused() {
        return isAlive() && ProcFileSystem.isPaused(process.pid());
    }

    /** Its standard output and error. Each start adds to it. */
    public Path log() {
        return files.log();
    }

    /** Ends it at once, without a chance to put anything in order (SIGKILL); returns when it is gone. */
    public void kill() {
        if (isAlive()) {
            process.destroyForcibly();
        }
        if (!endsWithin(LONGEST_KILLING)) {
            throw new ProcessFailure(this + " was killed, and yet has not ended.");
        }
    }

    /** Holds it up (SIGSTOP): it does nothing at all, but is still there. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on after a pause (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Asks it to end (SIGTERM), also out of a pause; one that does not is killed after 10 seconds. Returns when it is gone. */
    public void stop() {
        if (isAlive()) {
            process.destroy();
            signal("CONT");
        }
        if (!endsWithin(PATIENCE)) {
            kill();
        }
    }

    /**
     * Starts the same command again.
     *
     * @throws IllegalStateException if it has not ended
     */
    public synchronized void restart() {
        if (isAlive()) {
            throw new IllegalStateException(this + " has not ended: it cannot be started again.");
        }
        start();
    }

    /** How much memory it holds; 0 where the system does not say. */
    public long residentBytes() {
        return ProcFileSystem.residentBytes(pid());
    }

    /** Ends it, without waiting for it to put anything in order, and removes its temporary files; its log stays. Does nothing to one that is detached. */
    @Override
    public void close() {
        if (!launch.isDetached()) {
            kill();
            remove();
        }
    }

    /** Removes what it leaves behind, except its log. */
    void remove() {
        try {
            Files.deleteIfExists(files.pid());
            FileUtils.deleteDirectory(files.temporary().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        if (!isAlive()) {
            throw new ProcessFailure(this + " has ended: it can get no signal; see " + log() + ".");
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0 && isAlive()) {
                throw new ProcessFailure(this + " could not be sent SIG" + name + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailure("Interrupted while sending SIG" + name + " to " + this + ".", e);
        }
    }

    private boolean endsWithin(Duration longest) {
        RetryPolicy<Boolean> untilGone = RetryPolicy.<Boolean>builder()
                .handleResult(false)
                .withMaxAttempts(-1)
                .withMaxDuration(longest)
                .withDelay(Duration.ofMillis(20))
                .build();
        return Failsafe.with(untilGone).get(() -> !isAlive());
    }

    @Override
    public String toString() {
        return name() + " (process " + pid() + ")";
    }
}
