package dev.parallax.comparison.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.shared.log.folder.CleanedFiles;
import dev.parallax.shared.query.Commit;
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
 * commits} what each trigger did, {@code sources} what was read, {@code dead-letters}, {@code late} and {@code parked} what is not in the sinks, {@code
 * abandoned} what a {@link Rewind} has set aside. Only one query at a time may use it.
 */
public final class QueryDirectory implements AutoCloseable {
    /** So many of the newest places to go on from are kept. */
    public static final int KEPT = 10;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    static final String FINISHED = "finished";
    private static final String QUERY = "query.json";
    private static final String STOP = "stop";
    private static final String JOB = "job.json";

    private final Path root;
    private final FileChannel lock;

    /** Where a job of the query was sent. */
    public record SentJob(String cluster, String id) {}

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
        QueryDirectory opened = locked(directory);
        try {
            RewindPlan.requireNone(opened);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Opens the directory of a query that there is, whatever state it is in.
     *
     * @throws IllegalArgumentException if it is none, or cannot be used, with a sentence; then nothing has been written there
     */
    static QueryDirectory existing(Path directory) {
        requireQuery(directory);
        return locked(directory);
    }

    /**
     * Makes sure that a directory is that of a query.
     *
     * @throws IllegalArgumentException if it is not, with a sentence
     */
    public static void requireQuery(Path directory) {
        if (!Files.isRegularFile(directory.resolve(QUERY))) {
            throw new IllegalArgumentException(
                    "In " + directory + " there is no query: name the directory that it has as its --checkpoint.");
        }
    }

    /**
     * Whether a query runs with the directory just now, on this machine.
     *
     * @throws IllegalArgumentException as {@link #requireQuery} does
     */
    public static boolean isInUse(Path directory) {
        requireQuery(directory);
        try (FileChannel lock =
                FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return !taken(lock);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static QueryDirectory locked(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel lock =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!taken(lock)) {
                lock.close();
                throw new IllegalArgumentException("A query is running with the checkpoint directory " + directory
                        + ": wait for it, stop it (./parallax savepoint " + directory + "), or give another one.");
            }
            return new QueryDirectory(root, lock);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static IllegalArgumentException unusable(Path directory, IOException e) {
        return new IllegalArgumentException(
                "The checkpoint directory " + directory + " cannot be used: " + e.getMessage() + ".", e);
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
        Path file = root.resolve(QUERY);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, JSON.writeValueAsString(new TreeMap<>(query)) + "\n");
                return;
            }
            Map<String, String> began = began();
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
     * The options that may not change, by name, as the query began with them.
     *
     * @throws IOException if they cannot be read
     */
    Map<String, String> began() throws IOException {
        return JSON.readValue(Files.readAllBytes(root.resolve(QUERY)), new TypeReference<>() {});
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

    /** The directory itself. */
    Path root() {
        return root;
    }

    /** What {@code --clean} has taken away from the folder that the query reads. */
    CleanedFiles cleaned() {
        return new CleanedFiles(sources());
    }

    /** Where the query stopped, however it did; empty if it has not begun. */
    public Optional<CheckpointEntry> newest() {
        return restorable().stream().findFirst();
    }

    /** By partition, the first offset that had not been read at a checkpoint, or at one shortly before it; empty if that is not noted any more. */
    public Optional<Map<Integer, Long>> nextOffsets(CheckpointEntry checkpoint) {
        // Who is killed between a checkpoint and its commit has not noted that one.
        return commits().triggers().stream()
                .filter(trigger -> trigger <= checkpoint.number())
                .max(Comparator.naturalOrder())
                .flatMap(commits()::read)
                .map(Commit::offsets);
    }

    /** Every complete checkpoint and savepoint, the newest first. */
    private List<CheckpointEntry> restorable() {
        return CheckpointDirectory.at(root).entries().stream()
                .filter(CheckpointEntry::complete)
                .sorted(Comparator.comparing(CheckpointEntry::time)
                        .thenComparing(CheckpointEntry::number)
                        .reversed())
                .toList();
    }

    /** Flink removes old checkpoints meanwhile. */
    static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (NotDirectoryException | NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Asks the query that runs with a directory to stop with a savepoint. */
    public static void askToStop(Path directory) throws IOException {
        Files.writeString(directory.resolve(STOP), Instant.now() + "\n");
    }

    /** Takes that back, or has done what was asked. */
    public static void forgetStop(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(STOP));
    }

    /** Whether somebody has asked the query to stop. */
    boolean isAskedToStop() {
        return Files.exists(root.resolve(STOP));
    }

    /** Notes the job on a cluster that goes on running without this process. */
    public void sent(SentJob job) throws IOException {
        Files.writeString(root.resolve(JOB), JSON.writeValueAsString(job) + "\n");
    }

    /** The job that was sent last to a cluster that goes on running; empty if it has ended as it should, or if there is no query there. */
    public static Optional<SentJob> sent(Path directory) {
        Path file = directory.resolve(JOB);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), SentJob.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Forgets the job that was sent. */
    public void ended() throws IOException {
        Files.deleteIfExists(root.resolve(JOB));
        forgetStop(root);
    }

    /** What makes a job keep its state here, and go on where the last one stopped. */
    public Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                root.resolve("flink").toUri().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        newest().ifPresent(place -> {
            settings.set(
                    StateRecoveryOptions.SAVEPOINT_PATH, place.path().toUri().toString());
            settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
        return settings;
    }

    /** Removes savepoints, and what ended jobs have left, that are older than the newest ten places to go on from. No job of the query may be running. */
    public void prune() {
        List<CheckpointEntry> all = restorable();
        List<CheckpointEntry> kept = all.subList(0, Math.min(KEPT, all.size()));
        all.stream()
                .skip(KEPT)
                .map(CheckpointEntry::path)
                .filter(old -> old.getParent().endsWith("savepoints"))
                .forEach(QueryDirectory::delete);
        for (Path job : children(root.resolve("flink"))) {
            // Checkpoints of a job may share files, also with those of it that were set aside.
            boolean needed = kept.stream().anyMatch(entry -> entry.path().startsWith(job))
                    || children(root.resolve(RewindPlan.ABANDONED)).stream()
                            .anyMatch(rewind ->
                                    Files.exists(rewind.resolve("flink").resolve(job.getFileName())));
            if (!needed) {
                delete(job);
            }
        }
    }

    private static void delete(Path directory) {
        try {
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be removed: " + e.getMessage(), e);
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
