package dev.parallax.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A note of a process' number and of when it was started: by now the number may be another program's.
 *
 * @param pid the number
 * @param started by the system's clock
 */
record PidFile(long pid, Instant started) {
    /** Some systems count from when they were started themselves, to the second. */
    private static final Duration INACCURACY = Duration.ofSeconds(3);

    static void write(Path file, ProcessHandle process) throws IOException {
        Files.createDirectories(file.getParent());
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        // Another process may look at any time: it sees the old one or the new one.
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(written, process.pid() + " " + started + "\n");
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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

    /**
     * The process, if it is still the one that was noted.
     *
     * @param argument that it alone was started with
     */
    Optional<ProcessHandle> process(String argument) {
        return ProcessHandle.of(pid).filter(found -> !ProcFileSystem.isDead(pid) && isTheSame(found, argument));
    }

    /** The clock may have been set since, but arguments do not change. */
    private boolean isTheSame(ProcessHandle found, String argument) {
        return ProcFileSystem.arguments(pid)
                .map(arguments -> arguments.contains(argument))
                .orElseGet(() -> found.info()
                        .startInstant()
                        .filter(start -> Duration.between(started, start).abs().compareTo(INACCURACY) < 0)
                        .isPresent());
    }
}
