package dev.parallax.comparison.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parallax.shared.query.CommitLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.util.FileUtils;

/**
 * Where a query keeps what it needs to go on later: {@code query.json} says what it asks, {@code flink} and {@code savepoints} hold its state, {@code
 * commits} what each trigger did, {@code sources} what was read, {@code dead-letters}, {@code late} and {@code parked} what is not in the sinks. Only one query
 * at a time may use it.
 */
public final class QueryDirectory implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int KEPT = 10;
    private static final String FINISHED = "finished";

    private final Path root;
    private final FileChannel lock;

    private QueryDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Opens the directory, or makes it.
     *
     * @throws IllegalArgumentException if it cannot be used, with a sentence
     */
    public static QueryDirectory open(Path directory) {
        Path root = directory.toAbsolutePath();
        try {
            Files.createDirectories(root);
            FileChannel lock =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!taken(lock)) {
                lock.close();
                throw new IllegalArgumentException("A query is running with the checkpoint directory " + directory
                        + ": wait for it, or give another --checkpoint.");
            }
            return new QueryDirectory(root, lock);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The checkpoint directory " + directory + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static boolean taken(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    /**
     * Makes sure that a query goes on with what it began with.
     *
     * @param query the options that may not change while there is state, by name
     * @throws IllegalArgumentException if one of them has changed, with a sentence that names it
     */
    public void require(Map<String, String> query) {
        Path file = root.resolve("query.json");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, JSON.writeValueAsString(new TreeMap<>(query)) + "\n");
                return;
            }
            Map<String, String> began = JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {});
            for (Map.Entry<String, String> option : query.entrySet()) {
                String before = began.get(option.getKey());
                if (!option.getValue().equals(before)) {
                    throw new IllegalArgumentException("The query in " + root + " began with --" + option.getKey() + " "
                            + before + " and cannot go on with " + option.getValue() + ": give another --checkpoint.");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " cannot be read or written: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Makes sure that there is something to go on with.
     *
     * @throws IllegalArgumentException if the query has read its events to their end, with a sentence
     */
    public void requireUnfinished() {
        if (Files.exists(root.resolve(FINISHED))) {
            throw new IllegalArgumentException("The query in " + root
                    + " has read its events to their end, and every window is closed: give another --checkpoint.");
        }
    }

    /** Notes that the input has ended: Flink keeps nothing to go on from, and to begin anew would say everything twice. */
    public void finish() throws IOException {
        Files.writeString(root.resolve(FINISHED), Instant.now() + "\n");
    }

    /** A name that no other query has, and this one whenever it is started again. */
    public String name() {
        Path file = root.resolve("name");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, "parallax-" + UUID.randomUUID());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " cannot be read or written: " + e.getMessage() + ".", e);
        }
    }

    public CommitLog commits() {
        return CommitLog.in(root.resolve("commits"));
    }

    /** Where a watched folder notes what it has read. */
    public Path sources() {
        return root.resolve("sources");
    }

    public Path deadLetters() {
        return root.resolve("dead-letters");
    }

    public Path late() {
        return root.resolve("late");
    }

    public Path parked() {
        return root.resolve("parked");
    }

    public String savepoints() {
        return root.resolve("savepoints").toUri().toString();
    }

    /** Where the query stopped, however it did; empty if it has not begun. */
    public Optional<Path> newest() {
        List<Path> all = restorable();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
    }

    /** Every complete checkpoint and savepoint, the newest first. */
    private List<Path> restorable() {
        Stream<Path> checkpoints = children(root.resolve("flink")).stream().flatMap(job -> children(job).stream());
        Stream<Path> savepoints = children(root.resolve("savepoints")).stream();
        return Stream.concat(checkpoints, savepoints)
                .map(place -> place.resolve("_metadata"))
                .filter(Files::exists)
                .sorted(Comparator.comparing(QueryDirectory::written).reversed())
                .map(Path::getParent)
                .toList();
    }

    /** Flink removes old checkpoints meanwhile. */
    private static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (NotDirectoryException | NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** What makes a job keep its state here, and go on where the last one stopped. */
    public Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                root.resolve("flink").toUri().toString());
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        newest().ifPresent(place -> {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, place.toUri().toString());
            settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
        return settings;
    }

    /** Removes savepoints that are older than the newest ten places to go on from. */
    public void prune() {
        List<Path> all = restorable();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            if (old.getParent().endsWith("savepoints")) {
                delete(old);
            }
        }
    }

    private static void delete(Path directory) {
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The savepoint " + directory + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
