package dev.parallax.shared.log.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files of a folder were cleaned away, and with which checkpoint, as one JSON object a line: who goes back to an earlier checkpoint reads them again,
 * and needs them. Each is noted before it is touched, so that one that is noted may be there still.
 *
 * @param directory where it is noted, in one file or several; made when there is something to note
 */
public record CleanedFiles(Path directory) {
    private static final String NAME = "cleaned";
    private static final String ENDING = ".ndjson";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A file that was cleaned away.
     *
     * @param checkpoint the number of the checkpoint that was complete by then, and holds that all of it was read
     * @param name in the folder
     * @param size in bytes
     * @param modified when it was last written, in milliseconds since the epoch
     * @param archived where it was moved to, as an absolute path; null if it was deleted
     */
    public record Cleaned(long checkpoint, String name, long size, long modified, String archived) {
        /** Whether it is the file that lies there, as far as can be told without reading it. */
        public boolean isAt(Path path) {
            try {
                return Files.isRegularFile(path)
                        && Files.size(path) == size
                        && Files.getLastModifiedTime(path).toMillis() == modified;
            } catch (IOException gone) {
                return false;
            }
        }

        /** As it is noted. */
        public String line() {
            try {
                return JSON.writeValueAsString(this) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A cleaned file is always JSON.", e);
            }
        }
    }

    void note(Cleaned cleaned) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(NAME + ENDING), cleaned.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A further file, for notes that are there already: nothing is ever added to it. */
    public Path file(String name) {
        return directory.resolve(NAME + "-" + name + ENDING);
    }

    /**
     * The files in which there are notes, the earlier notes first.
     *
     * @throws UncheckedIOException if they cannot be listed, with a sentence
     */
    public List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(NAME)
                            && file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * Everything that is noted, in the order in which it was.
     *
     * @throws UncheckedIOException if it cannot be read, with a sentence
     */
    public List<Cleaned> all() {
        List<Cleaned> all = new ArrayList<>();
        for (Path file : files()) {
            try {
                // A process may have died while it wrote the last line; what that says was not touched then.
                String text = Files.readString(file);
                for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                    if (!line.isEmpty()) {
                        all.add(JSON.readValue(line, Cleaned.class));
                    }
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
        return all;
    }

    private static UncheckedIOException unreadable(Path file, IOException e) {
        return new UncheckedIOException(
                file + ", in which cleaned files are noted, cannot be read: " + FileProblem.reason(e) + ".", e);
    }
}
