package dev.parallax.comparison.shell;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Events in the order in which they arrive: the lines of a file, which nobody changes. Made by {@link Notebook#events(String...)} and its like. */
public final class Events {
    private final Notebook notebook;
    private final Path file;
    private final String description;

    Events(Notebook notebook, Path file, String description) {
        this.notebook = notebook;
        this.file = file;
        this.description = description;
    }

    static Events of(Notebook notebook, String... texts) {
        List<String> lines = lines(texts);
        try {
            return new Events(notebook, Files.write(notebook.newFile(), lines), count(lines));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** These, and further ones behind them: texts of one line or several, each line an event. */
    public Events and(String... texts) {
        List<String> lines = lines(texts);
        try {
            Path longer = Files.copy(file, notebook.newFile());
            Files.writeString(longer, "\n", StandardOpenOption.APPEND); // The last line may have no end.
            Files.write(longer, lines, StandardOpenOption.APPEND);
            return new Events(notebook, longer, description + " and " + count(lines));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static List<String> lines(String... texts) {
        List<String> lines = Arrays.stream(texts)
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("Give at least one line, as in events(\"{...}\", \"{...}\").");
        }
        return lines;
    }

    private static String count(List<String> lines) {
        return lines.size() + (lines.size() == 1 ? " line" : " lines");
    }

    static UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException("The events cannot be kept in a file: " + FileProblem.reason(e) + ".", e);
    }

    Path file() {
        return file;
    }

    @Override
    public String toString() {
        return description;
    }
}
