package dev.parallax.checkpoints;

import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.query.CommitLog;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * Where checkpoints are: the directory of a query, a directory in which Flink keeps the checkpoints of jobs, that of one job, or one checkpoint itself.
 * Nothing is ever written there. What a running job removes while it is looked at is left out.
 */
public final class CheckpointDirectory {
    static final String METADATA = "_metadata";

    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");
    private static final Pattern SAVEPOINT = Pattern.compile("savepoint-([0-9a-f]{6})-.*");
    private static final Pattern JOB = Pattern.compile("[0-9a-f]{32}");
    private static final Comparator<CheckpointEntry> ORDER =
            Comparator.comparingLong(CheckpointEntry::number).thenComparing(CheckpointEntry::time);

    private final Path path;
    private final List<CheckpointEntry> entries;
    private final CommitLog commits;

    private CheckpointDirectory(Path path, List<CheckpointEntry> entries, CommitLog commits) {
        this.path = path;
        this.entries = entries;
        this.commits = commits;
    }

    /**
     * What is there now.
     *
     * @throws IllegalArgumentException if it is no directory of checkpoints, with a sentence that names it
     */
    public static CheckpointDirectory at(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        if (!Files.exists(root)) {
            throw new IllegalArgumentException("There is no directory " + directory + ".");
        }
        if (!Files.isDirectory(root)) {
            if (root.endsWith(METADATA)) {
                return at(directory.toAbsolutePath().normalize().getParent());
            }
            throw new IllegalArgumentException(directory + " is a file: name a directory with checkpoints.");
        }
        return new Search(root).result(directory);
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** All of them, job by job in the order in which the jobs began, and of a job by number. Those that are not complete are among them. */
    public List<CheckpointEntry> entries() {
        return entries;
    }

    /** The jobs that wrote them, in the order in which they began; null is among them where the directories do not say. */
    public List<String> jobs() {
        return entries.stream().map(CheckpointEntry::job).distinct().collect(Collectors.toCollection(ArrayList::new));
    }

    /** What each trigger did, if this is the directory of a query. */
    public Optional<CommitLog> commits() {
        return Optional.ofNullable(commits);
    }

    /** The complete one that was written last. */
    public Optional<CheckpointEntry> newest() {
        return complete().max(Comparator.comparing(CheckpointEntry::time).thenComparing(ORDER));
    }

    /**
     * One of them.
     *
     * @param number null for the newest
     * @param job its id, the beginning of it, or its number in {@link #jobs()} from 1; null for any
     * @throws IllegalArgumentException if there is no such one that is complete, or several, with a sentence
     */
    public CheckpointEntry choose(Long number, String job) {
        List<CheckpointEntry> chosen = complete()
                .filter(entry -> job == null || isOf(entry, job))
                .filter(entry -> number == null || entry.number() == number)
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    number == null
                            ? "There is no complete checkpoint in " + path + ofJob(job) + "."
                            : missing(number, job));
        }
        if (number != null
                && chosen.stream().map(CheckpointEntry::job).distinct().count() > 1) {
            throw new IllegalArgumentException("Several jobs in " + path + " have a checkpoint " + number
                    + ": choose one with --job, "
                    + chosen.stream()
                            .map(CheckpointEntry::job)
                            .distinct()
                            .map(this::shown)
                            .collect(Collectors.joining(" or "))
                    + ".");
        }
        // Files that were copied have other times: within a job its own numbers count.
        String newest = chosen.stream()
                .max(Comparator.comparing(CheckpointEntry::time).thenComparing(ORDER))
                .orElseThrow()
                .job();
        return chosen.stream()
                .filter(entry -> Objects.equals(entry.job(), newest))
                .max(Comparator.comparingLong(CheckpointEntry::number)
                        .thenComparing(CheckpointEntry::time)
                        .thenComparing(ORDER))
                .orElseThrow();
    }

    private Stream<CheckpointEntry> complete() {
        return entries.stream().filter(CheckpointEntry::complete);
    }

    private boolean isOf(CheckpointEntry entry, String job) {
        int number = jobs().indexOf(entry.job()) + 1;
        return job.equals(Integer.toString(number))
                || (entry.job() != null && job.length() > 3 && entry.job().startsWith(job));
    }

    private String shown(String job) {
        return (jobs().indexOf(job) + 1) + (job == null ? "" : " (" + job + ")");
    }

    private static String ofJob(String job) {
        return job == null ? "" : " of the job " + job;
    }

    private String missing(long number, String job) {
        boolean begun = entries.stream().anyMatch(entry -> entry.number() == number && !entry.complete());
        if (begun) {
            return "The checkpoint " + number + " in " + path + " is not complete: it has no " + METADATA + ".";
        }
        String there = complete()
                .filter(entry -> job == null || isOf(entry, job))
                .map(entry -> Long.toString(entry.number()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "There is no checkpoint " + number + " in " + path + ofJob(job) + "; "
                + (there.isEmpty() ? "none is complete." : "there are: " + there + ".");
    }

    /** Looks for checkpoints below a directory, as far down as Flink and queries put them. */
    private static final class Search {
        private final Path root;
        private final List<CheckpointEntry> found = new ArrayList<>();
        private boolean known;

        private Search(Path root) {
            this.root = root;
        }

        private CheckpointDirectory result(Path asNamed) {
            CommitLog commits = null;
            if (isCheckpoint(root)) {
                add(root, jobOf(root.getParent()));
            } else if (Files.exists(root.resolve("query.json")) || Files.isDirectory(root.resolve("flink"))) {
                known = true;
                commits = CommitLog.in(root.resolve("commits"));
                jobs(root.resolve("flink"));
                job(root.resolve("savepoints"), null);
            } else {
                job(root, jobOf(root));
                jobs(root);
            }
            if (found.isEmpty() && !known) {
                throw new IllegalArgumentException("The directory " + asNamed
                        + " holds no checkpoints: neither it nor what is in it has a directory chk-N or a file "
                        + METADATA
                        + ".");
            }
            return new CheckpointDirectory(root, inOrder(), commits);
        }

        private void jobs(Path directory) {
            for (Path child : children(directory)) {
                job(child, jobOf(child));
            }
        }

        private void job(Path directory, String job) {
            known |= JOB.matcher(
                            directory.getFileName() == null
                                    ? ""
                                    : directory.getFileName().toString())
                    .matches();
            for (Path child : children(directory)) {
                if (isCheckpoint(child)) {
                    add(child, job);
                }
            }
        }

        private static boolean isCheckpoint(Path directory) {
            return CHECKPOINT
                            .matcher(
                                    directory.getFileName() == null
                                            ? ""
                                            : directory.getFileName().toString())
                            .matches()
                    || Files.isRegularFile(directory.resolve(METADATA));
        }

        private static String jobOf(Path directory) {
            String name = directory == null || directory.getFileName() == null
                    ? ""
                    : directory.getFileName().toString();
            return JOB.matcher(name).matches() ? name : null;
        }

        private void add(Path directory, String job) {
            if (found.stream().anyMatch(entry -> entry.path().equals(directory))) {
                return;
            }
            String name = directory.getFileName() == null
                    ? ""
                    : directory.getFileName().toString();
            Matcher checkpoint = CHECKPOINT.matcher(name);
            Matcher savepoint = SAVEPOINT.matcher(name);
            boolean isCheckpoint = checkpoint.matches();
            Optional<Instant> completed = time(directory.resolve(METADATA));
            Optional<Instant> time = completed.isPresent() ? completed : time(directory);
            if (time.isEmpty()) {
                return; // It has gone meanwhile.
            }
            found.add(new CheckpointEntry(
                    isCheckpoint
                            ? Long.parseLong(checkpoint.group(1))
                            : number(directory.resolve(METADATA)).orElse(CheckpointEntry.UNKNOWN),
                    isCheckpoint ? CheckpointEntry.Kind.CHECKPOINT : CheckpointEntry.Kind.SAVEPOINT,
                    time.get(),
                    directory,
                    completed.isPresent(),
                    job == null && savepoint.matches() ? savepoint.group(1) : job));
        }

        /** The numbers of savepoints are in no name. */
        private static OptionalLong number(Path metadata) {
            try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
                int magic = in.readInt();
                in.readInt(); // the version of what follows
                long number = in.readLong();
                return magic == Checkpoints.HEADER_MAGIC_NUMBER && number >= 0
                        ? OptionalLong.of(number)
                        : OptionalLong.empty();
            } catch (EOFException | NoSuchFileException e) {
                return OptionalLong.empty();
            } catch (IOException e) {
                throw unreadable("file", metadata, e);
            }
        }

        private static Optional<Instant> time(Path file) {
            try {
                return Optional.of(Files.readAttributes(file, BasicFileAttributes.class)
                        .lastModifiedTime()
                        .toInstant());
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw unreadable("file", file, e);
            }
        }

        /** Of savepoints only the beginning of the job's id is known, until the job itself is found. Then those of a job belong together. */
        private List<CheckpointEntry> inOrder() {
            Map<String, List<CheckpointEntry>> byJob = new LinkedHashMap<>();
            found.stream()
                    .map(this::withWholeId)
                    .sorted(Comparator.comparing(CheckpointEntry::time))
                    .forEach(entry -> byJob.computeIfAbsent(Objects.toString(entry.job(), ""), job -> new ArrayList<>())
                            .add(entry));
            return byJob.values().stream()
                    .flatMap(ofJob -> ofJob.stream().sorted(ORDER))
                    .toList();
        }

        private CheckpointEntry withWholeId(CheckpointEntry entry) {
            return found.stream()
                    .map(CheckpointEntry::job)
                    .filter(job -> entry.job() != null
                            && job != null
                            && job.length() > entry.job().length())
                    .filter(job -> job.startsWith(entry.job()))
                    .findFirst()
                    .map(job -> new CheckpointEntry(
                            entry.number(), entry.kind(), entry.time(), entry.path(), entry.complete(), job))
                    .orElse(entry);
        }

        private static List<Path> children(Path directory) {
            try (Stream<Path> files = Files.list(directory)) {
                return files.filter(Files::isDirectory).sorted().toList();
            } catch (NotDirectoryException | NoSuchFileException none) {
                return List.of();
            } catch (IOException e) {
                throw unreadable("directory", directory, e);
            }
        }

        private static UnreadableCheckpoint unreadable(String what, Path file, IOException e) {
            return new UnreadableCheckpoint(
                    "The " + what + " " + file + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }
}
