package dev.parallax.comparison.deadletters;

import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that hold dead letters: one, or the finished segments of a directory and those below it. Hidden ones are left out, and those whose names begin
 * with {@code _} or end in {@code .tmp} or {@code ~}: somebody still writes them, or has edited them.
 *
 * @param root the directory in which they are
 * @param files the oldest first
 */
public record Segments(Path root, List<Path> files) {
    /** Where the letters go that were redriven, below the root. */
    static final String REDRIVEN = "redriven";

    private static final String OF_A_QUERY = "dead-letters";
    private static final String OF_A_COMPARISON = "dead-letters.ndjson";

    /**
     * Those in a file or directory; in the directory of a query's checkpoints, and in that of a comparison's report, those of that query or comparison.
     *
     * @throws IllegalArgumentException if there is no such file or directory
     * @throws IOException if it cannot be read, with a sentence
     */
    public static Segments at(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("There is no file or directory " + path + ".");
        }
        if (Files.isRegularFile(path)) {
            return new Segments(path.getParent() == null ? Path.of(".") : path.getParent(), List.of(path));
        }
        if (Files.isDirectory(path.resolve(OF_A_QUERY))) {
            return below(path.resolve(OF_A_QUERY));
        }
        return Files.isRegularFile(path.resolve(OF_A_COMPARISON)) ? at(path.resolve(OF_A_COMPARISON)) : below(path);
    }

    private static Segments below(Path root) throws IOException {
        Map<Path, FileTime> found = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skipped = !directory.equals(root) && !isFinished(directory)
                            || directory.equals(root.resolve(REDRIVEN));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isFinished(file)) {
                        found.put(file, attributes.lastModifiedTime());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                    if (problem instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // It was listed, and got its final name since.
                    }
                    throw problem;
                }
            });
        } catch (IOException e) {
            throw new IOException("The directory " + root + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
        return new Segments(
                root,
                found.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Path, FileTime> file) -> file.getValue())
                                .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** The file as seen from the root. */
    String nameOf(Path file) {
        return (file.startsWith(root) ? root.relativize(file) : file.getFileName()).toString();
    }

    private static boolean isFinished(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp") && !name.endsWith("~");
    }

    /** Takes a line; perhaps it wants no more. */
    @FunctionalInterface
    public interface LineReader {
        /** @return whether another one is wanted */
        boolean take(LetterLine line) throws IOException;
    }

    /**
     * Hands out every line of every file.
     *
     * @throws IOException if a file cannot be read, with a sentence; or what {@code reader} throws
     */
    public void read(LineReader reader) throws IOException {
        for (Path file : files) {
            if (!read(file, reader)) {
                return;
            }
        }
    }

    static boolean read(Path file, LineReader reader) throws IOException {
        try (Lines lines = new Lines(opened(file))) {
            long number = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (!reader.take(LetterLine.of(file, ++number, line))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static InputStream opened(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }
}
