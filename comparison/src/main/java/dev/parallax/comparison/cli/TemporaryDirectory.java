package dev.parallax.comparison.cli;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory that is deleted with everything in it. */
final class TemporaryDirectory implements AutoCloseable {
    private static final String DEFAULT = "java.io.tmpdir";
    private static final Duration LONGEST_DELETION = Duration.ofSeconds(3);

    private final Path path;

    private TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Not by Java's own means: they would take note of where temporary files go, once and for all. */
    static TemporaryDirectory create() throws IOException {
        Path parent = Path.of(System.getProperty(DEFAULT));
        Path path = parent.resolve("parallax-" + UUID.randomUUID()).toAbsolutePath();
        try {
            return new TemporaryDirectory(Files.createDirectory(path, ownersAlone()));
        } catch (IOException e) {
            throw new IOException(
                    "No temporary directory can be made in " + parent + ": " + FileProblem.reason(e) + ".", e);
        }
    }

    private static FileAttribute<?>[] ownersAlone() {
        boolean known = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return known
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Lets temporary files of libraries go here too: many of them are left behind when a process is interrupted. */
    void becomeDefault() {
        System.setProperty(DEFAULT, path.toString());
    }

    Path path() {
        return path;
    }

    /** Whatever still runs may write another file while the others are deleted. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + LONGEST_DELETION.toNanos();
        while (Files.exists(path) && System.nanoTime() < deadline) {
            try (Stream<Path> below = Files.walk(path)) {
                List<Path> deepestFirst =
                        below.sorted(Comparator.reverseOrder()).toList();
                for (Path each : deepestFirst) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException changed) {
                Thread.onSpinWait();
            }
        }
    }
}
