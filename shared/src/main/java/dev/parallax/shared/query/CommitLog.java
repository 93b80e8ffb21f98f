package dev.parallax.shared.query;

import dev.parallax.shared.log.WholeFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The commits of a query as files: one for each trigger, named by its number, with a {@link Commit} as JSON. A file is there only when what
 * the trigger read is in the sinks, or will be put there by whoever restores its checkpoint.
 *
 * @param directory an absolute path; made when the first commit is written
 */
public record CommitLog(String directory) implements Serializable {
    private static final int KEPT = 100;

    public static CommitLog in(Path directory) {
        return new CommitLog(directory.toAbsolutePath().toString());
    }

    /** Writes a commit, or the same one again; of many only the newest hundred are kept. */
    void write(Commit commit) throws IOException {
        Path folder = Path.of(directory);
        TreeSet<Long> all = new TreeSet<>(triggers());
        Long before = all.lower(commit.trigger());
        Commit previous = before == null ? null : read(before).orElse(null);
        WholeFile.write(
                folder.resolve(Long.toString(commit.trigger())),
                commit.after(previous).json() + "\n");
        all.add(commit.trigger());
        while (all.size() > KEPT) {
            Files.deleteIfExists(folder.resolve(Long.toString(all.pollFirst())));
        }
    }

    /** The numbers of all commits that are there, in their order. */
    public List<Long> triggers() {
        Path folder = Path.of(directory);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,19}"))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The commits in " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Empty if the commit has gone since it was listed. */
    public Optional<Commit> read(long trigger) {
        Path file = Path.of(directory, Long.toString(trigger));
        try {
            return Optional.of(Commit.parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The commit " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The newest one. */
    public Optional<Commit> last() {
        List<Long> all = triggers();
        return all.isEmpty() ? Optional.empty() : read(all.get(all.size() - 1));
    }
}
