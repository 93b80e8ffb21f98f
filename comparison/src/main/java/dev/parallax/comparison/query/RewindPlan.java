package dev.parallax.comparison.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FileUtils;

/**
 * What a rewind moves. It is written down before anything is moved and stays until all of it is, so that one that was interrupted can be completed.
 *
 * @param to the checkpoint's number
 * @param at when it was asked for, as in ISO 8601, UTC
 * @param abandoned the directory, as an absolute path, into which it sets things aside
 * @param undoes whether it is undone by this
 * @param moves from where to where, absolute paths
 */
record RewindPlan(long to, String at, String abandoned, boolean undoes, List<Move> moves) {
    static final String ABANDONED = "abandoned";
    private static final String NAME = "rewind.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A file or a directory that goes to another place. */
    record Move(String from, String to) {
        static Move of(Path from, Path to) {
            return new Move(from.toString(), to.toString());
        }

        /** Moves it, unless that was done before, or neither place has it. */
        void make() throws IOException {
            Path source = Path.of(from);
            Path target = Path.of(to);
            if (Files.exists(source) && Files.exists(target)) {
                requireSame(source, target);
                Files.delete(source);
            } else if (Files.exists(source)) {
                Files.createDirectories(target.getParent());
                move(source, target);
            }
        }

        private static void move(Path source, Path target) throws IOException {
            try {
                Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException toAnotherDisk) {
                Path part = target.resolveSibling("." + target.getFileName() + ".tmp");
                Files.copy(source, part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(source);
            }
        }

        /** As it is when the process died between a copy and the removal of what was copied. */
        private static void requireSame(Path source, Path target) throws IOException {
            if (Files.isDirectory(target)
                    || Files.size(source) != Files.size(target)
                    || !Files.getLastModifiedTime(source).equals(Files.getLastModifiedTime(target))) {
                throw new IllegalArgumentException(
                        target + " is in the way of " + source + ", which belongs there: move one of them elsewhere.");
            }
        }
    }

    /** Everything back to where it was. */
    RewindPlan reversed() {
        List<Move> back = new ArrayList<>();
        moves.forEach(move -> back.add(new Move(move.to(), move.from())));
        Collections.reverse(back);
        return new RewindPlan(to, at, abandoned, true, back);
    }

    /**
     * Begins it, and makes every move.
     *
     * @throws UncheckedIOException if something cannot be moved, with a sentence; {@link #complete} goes on from there
     */
    void carryOut(QueryDirectory directory) throws IOException {
        write(begun(directory));
        complete(directory);
    }

    /**
     * Makes every move that is left of one that was begun.
     *
     * @return that one; empty if there is none
     */
    static Optional<RewindPlan> complete(QueryDirectory directory) throws IOException {
        Path begun = begun(directory);
        if (!Files.exists(begun)) {
            return Optional.empty();
        }
        RewindPlan plan = read(begun);
        for (Move move : plan.moves()) {
            try {
                move.make();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        move.from() + " cannot be moved to " + move.to() + ": " + FileProblem.reason(e) + ".", e);
            }
        }
        Path abandoned = Path.of(plan.abandoned());
        if (plan.undoes()) {
            FileUtils.deleteDirectory(abandoned.toFile());
        } else {
            plan.write(abandoned.resolve(NAME));
        }
        Files.delete(begun);
        return Optional.of(plan);
    }

    /** The last one that was carried out and not undone. */
    static Optional<RewindPlan> last(QueryDirectory directory) {
        return QueryDirectory.children(directory.root().resolve(ABANDONED)).stream()
                .map(abandoned -> abandoned.resolve(NAME))
                .filter(Files::exists)
                .max(Comparator.naturalOrder())
                .map(RewindPlan::read);
    }

    /**
     * Makes sure that none is under way.
     *
     * @throws IllegalArgumentException if one was interrupted, with a sentence that says how to complete it
     */
    static void requireNone(QueryDirectory directory) {
        Path begun = begun(directory);
        if (Files.exists(begun)) {
            RewindPlan plan = read(begun);
            throw new IllegalArgumentException("A rewind of " + directory.root() + " was interrupted: ./parallax"
                    + " checkpoints rewind " + directory.root() + (plan.undoes() ? " --undo" : " --to " + plan.to())
                    + " completes it.");
        }
    }

    private static Path begun(QueryDirectory directory) {
        return directory.root().resolve(NAME);
    }

    private void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsString(this) + "\n");
    }

    private static RewindPlan read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), RewindPlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + " cannot be read as the plan of a rewind: " + FileProblem.reason(e) + ".", e);
        }
    }
}
