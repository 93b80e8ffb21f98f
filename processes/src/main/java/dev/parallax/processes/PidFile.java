package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A note of a process' number and of when it was started, without which the number might by now be another program's.
 *
 * @param pid the number
 * @param started by the system's clock
 */
record PidFile(long pid, Instant started) {
    /** The system counts from when it was started, and its clock may have been set since. */
    private static final Duration INACCURACY = Duration.ofSeconds(3);

    static void write(Path file, ProcessHandle process) throws IOException {
        Files.createDirectories(file.getParent());
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        // Another process may look at any time: it sees the old one or the new one.
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, process.pid() + " " + started + "\n");
        Files.move(
                written,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return empty if there is none, or one that nobody can read */
    static Optional<PidFile> read(Path file) throws IOException {
        try {
            String[] parts = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new PidFile(Long.parseLong(parts[0]), Instant.parse(parts[1])));
        } catch (NoSuchFileException
                | NumberFormatException
                | ArrayIndexOutOfBoundsException
                | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The process, if it is still the one that was noted. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::isTheSame).filter(handle -> !ProcFileSystem.isDead(pid));
    }

    private boolean isTheSame(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .filter(found -> Duration.between(started, found).abs().compareTo(INACCURACY) < 0)
                .isPresent();
    }
}
