package dev.parallax.shared.log.folder;

import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.WholeFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file by which the enumerator tells the client that everything that was there at first has been read, and up to which offset. It bears a token, so that
 * nobody takes an earlier run's word for it.
 *
 * @param directory where it lies; both sides see it
 */
record ReadMark(String directory, String token) implements Serializable {
    private static final String NAME = "files-read";

    private Path file() {
        return Path.of(directory, NAME);
    }

    /** Sets the mark, all at once. */
    long write(long nextOffset) {
        try {
            WholeFile.write(file(), token + "\n" + nextOffset + "\n");
            return nextOffset;
        } catch (IOException e) {
            throw unusable("written", e);
        }
    }

    /** The offset behind everything that was there at first; nothing if it has not been read yet. */
    OptionalLong read() {
        try {
            List<String> lines = Files.readAllLines(file());
            return lines.size() == 2 && lines.get(0).equals(token)
                    ? OptionalLong.of(Long.parseLong(lines.get(1)))
                    : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw unusable("read", e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw unusable("removed", e);
        }
    }

    private UncheckedIOException unusable(String what, IOException problem) {
        return new UncheckedIOException(
                "The mark " + file() + " cannot be " + what + ": " + FileProblem.reason(problem) + ".", problem);
    }
}
