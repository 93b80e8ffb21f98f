package dev.parallax.shared.log.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files of a folder were cleaned away, and with which checkpoint, as one JSON object a line: who goes back to an earlier checkpoint reads them again,
 * and needs them. Each is noted before it is touched, so that one that is noted may be there still.
 *
 * @param file where it is noted; made when there is something to note
 */
public record CleanedFiles(Path file) {
    private static final String NAME = "cleaned.ndjson";
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

    /** @param marks the directory in which a job leaves word of what it has read */
    public static CleanedFiles in(Path marks) {
        return new CleanedFiles(marks.resolve(NAME));
    }

    void note(Cleaned cleaned) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, cleaned.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Everything that is noted, in the order in which it was.
     *
     * @throws UncheckedIOException if it cannot be read, with a sentence
     */
    public List<Cleaned> all() {
        List<Cleaned> all = new ArrayList<>();
        try {
            // A process may have died while it wrote the last line; what that says was not touched then.
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (!line.isEmpty()) {
                    all.add(JSON.readValue(line, Cleaned.class));
                }
            }
            return all;
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + ", in which cleaned files are noted, cannot be read: " + FileProblem.reason(e)
                            + ".",
                    e);
        }
    }
}
