package dev.parallax.comparison.query;

import dev.parallax.checkpoints.CheckpointContents;
import dev.parallax.checkpoints.CheckpointDirectory;
import dev.parallax.checkpoints.CheckpointEntry;
import dev.parallax.comparison.query.RewindPlan.Move;
import dev.parallax.shared.log.folder.CleanedFiles.Cleaned;
import dev.parallax.shared.query.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Goes back to an earlier checkpoint of a query that does not run. What the query has noted since, later checkpoints, commits, dead letters and late
 * contributions, is set aside below {@code abandoned}, and files that {@code --clean} has archived since come back into their folder. Nothing is removed, so
 * a rewind can be undone until the query has gone on. One that is interrupted is completed by the next, and until then no query can go on.
 *
 * <p>Sinks are left alone: what they do with rows that come again they say themselves ({@link RewoundSink}). So are parked rows, which are put back by their
 * versions.
 */
public final class Rewind implements AutoCloseable {
    private static final String KEPT = "kept.ndjson";
    private static final int NAMED = 5;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final QueryDirectory directory;
    private final CheckpointEntry target;
    private final Path abandoned;
    private final List<Move> moves = new ArrayList<>();
    private final List<CheckpointEntry> later;
    private final List<Cleaned> broughtBack = new ArrayList<>();
    private String keptNotes;

    private Rewind(QueryDirectory directory, long to) throws IOException {
        this.directory = directory;
        CheckpointDirectory checkpoints = CheckpointDirectory.at(directory.root());
        target = checkpoints.choose(to, null);
        CheckpointContents.of(target); // It can be read.
        abandoned = unused(directory.root().resolve(RewindPlan.ABANDONED));
        later = checkpoints.entries().stream()
                .filter(entry -> entry.number() > to)
                .toList();
        later.forEach(entry -> setAside(entry.path()));
        directory.commits().triggers().stream()
                .filter(trigger -> trigger > to)
                .forEach(trigger -> setAside(Path.of(directory.commits().directory(), Long.toString(trigger))));
        setAsideWrittenLater(directory.deadLetters());
        setAsideWrittenLater(directory.late());
        setAside(directory.root().resolve(QueryDirectory.FINISHED));
        bringBackCleaned();
    }

    /**
     * Thinks a rewind through; nothing is moved yet.
     *
     * @throws IllegalArgumentException if there is no query there, or one that runs; if there is no such checkpoint; if what would have to be read again is
     *     not there any more; or if another rewind was interrupted, with a sentence
     */
    public static Rewind to(Path directory, long checkpoint) throws IOException {
        QueryDirectory opened = QueryDirectory.existing(directory);
        try {
            RewindPlan.requireNone(opened);
            return new Rewind(opened, checkpoint);
        } catch (RuntimeException | IOException e) {
            opened.close();
            throw e;
        }
    }

    /** A directory by the present time, to the second, that there is not yet. */
    private static Path unused(Path parent) {
        String name = NAME.format(Instant.now());
        Path path = parent.resolve(name);
        for (int number = 2; Files.exists(path); number++) {
            path = parent.resolve(name + "-" + number);
        }
        return path;
    }

    private void setAside(Path path) {
        if (Files.exists(path)) {
            moves.add(Move.of(path, abandoned.resolve(directory.root().relativize(path))));
        }
    }

    /** The files of a checkpoint are closed before it is complete, and those of the next one afterwards. */
    private void setAsideWrittenLater(Path segments) throws IOException {
        for (Path file : QueryDirectory.children(segments)) {
            if (isLater(file)) {
                setAside(file);
            }
        }
    }

    private boolean isLater(Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.getLastModifiedTime(file).toInstant().isAfter(target.time());
    }

    private void bringBackCleaned() throws IOException {
        List<Cleaned> all = directory.cleaned().all();
        List<Cleaned> since =
                all.stream().filter(file -> file.checkpoint() > target.number()).toList();
        if (since.isEmpty()) {
            return;
        }
        Path folder = Path.of(directory.began().get("files"));
        List<String> gone = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        // Noted twice is what could not be moved at first.
        for (List<Cleaned> notes : since.stream()
                .collect(Collectors.groupingBy(
                        file -> List.of(file.name(), file.size(), file.modified()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()) {
            Cleaned file = notes.get(0);
            Path home = folder.resolve(file.name());
            if (file.isAt(home)) {
                continue;
            }
            Path archived = notes.stream()
                    .filter(note -> note.archived() != null)
                    .map(note -> Path.of(note.archived()))
                    .filter(file::isAt)
                    .findFirst()
                    .orElse(null);
            if (archived == null) {
                gone.add(described(file));
            } else {
                broughtBack.add(file);
                moves.add(Move.of(archived, free(home, archived, taken)));
            }
        }
        if (!gone.isEmpty()) {
            throw new IllegalArgumentException("Checkpoint " + target.number() + " cannot be gone back to: "
                    + String.join(", ", gone.subList(0, Math.min(NAMED, gone.size())))
                    + (gone.size() > NAMED ? " and " + (gone.size() - NAMED) + " more" : "")
                    + (gone.size() == 1 ? " was" : " were")
                    + " read since and cleaned away, and would have to be read again: put "
                    + (gone.size() == 1 ? "it" : "them") + " back into " + folder + " as they were.");
        }
        keepNotesUpTo(all);
    }

    private static String described(Cleaned file) {
        return file.archived() == null ? file.name() : file.name() + " (archived as " + file.archived() + ")";
    }

    /** The place that a file had; of several that had it one after the other, the first gets it back, and the others a name beside it. */
    private static Path free(Path home, Path archived, Set<Path> taken) {
        if (taken.add(home)) {
            if (Files.exists(home)) {
                throw new IllegalArgumentException(home + " is another file now, and in the way of " + archived
                        + ", which has to be read again: move it elsewhere, rewind, and add it again later.");
            }
            return home;
        }
        for (int number = 1; ; number++) {
            Path beside = home.resolveSibling("again-" + number + "-" + home.getFileName());
            if (!Files.exists(beside) && taken.add(beside)) {
                return beside;
            }
        }
    }

    /** The numbers of checkpoints will be given again, and what is noted of those that are set aside would be taken for theirs. */
    private void keepNotesUpTo(List<Cleaned> all) {
        directory.cleaned().files().forEach(this::setAside);
        keptNotes = all.stream()
                .filter(file -> file.checkpoint() <= target.number())
                .map(Cleaned::line)
                .collect(Collectors.joining());
        moves.add(Move.of(
                abandoned.resolve(KEPT),
                directory.cleaned().file(abandoned.getFileName().toString())));
    }

    /** The checkpoint. */
    public CheckpointEntry target() {
        return target;
    }

    /** Whether the query has noted nothing since. */
    public boolean isVain() {
        return moves.isEmpty();
    }

    /** Checkpoints and savepoints that are set aside, in their order. */
    public List<CheckpointEntry> later() {
        return later;
    }

    /** Where what came after the checkpoint is set aside. */
    public Path abandoned() {
        return abandoned;
    }

    /** How many files that are noted below {@code name}, like {@code dead-letters}, are set aside. */
    public long setAside(String name) {
        Path below = directory.root().resolve(name);
        return moves.stream()
                .filter(move -> Path.of(move.from()).startsWith(below))
                .count();
    }

    /** Files of the folder that come back from the archive. */
    public List<Cleaned> broughtBack() {
        return List.copyOf(broughtBack);
    }

    /** How many records the query has read since; empty if the commits do not say. */
    public OptionalLong recordsSince() {
        Commit then = directory.commits().read(target.number()).orElse(null);
        Commit now = directory.commits().last().orElse(null);
        return then == null || now == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, records(now) - records(then)));
    }

    private static long records(Commit commit) {
        return commit.records().values().stream().mapToLong(Long::longValue).sum();
    }

    /** What becomes of the rows that are in each of the query's sinks, a sentence for each. */
    public Map<String, String> sinks() throws IOException {
        Map<String, String> began = directory.began();
        Map<String, String> sentences = new LinkedHashMap<>();
        for (String sink : began.getOrDefault("sink", "").split(" ")) {
            sentences.put(sink, RewoundSink.sentence(sink, began.get("output-mode")));
        }
        return sentences;
    }

    /** The topic that the query reads; null if it reads none. */
    public String topic() throws IOException {
        return directory.began().get("topic");
    }

    /** How many files of dead letters from after the checkpoint were put back into the source already. */
    public long redriven() throws IOException {
        long count = 0;
        for (Path file : QueryDirectory.children(directory.deadLetters().resolve("redriven"))) {
            count += isLater(file) ? 1 : 0;
        }
        return count;
    }

    /** Where rows are parked. */
    public Path parked() {
        return directory.parked();
    }

    /**
     * Does it.
     *
     * @throws IOException if something cannot be moved, with a sentence; {@link #complete} goes on from there
     */
    public void execute() throws IOException {
        if (keptNotes != null) {
            Files.createDirectories(abandoned);
            Files.writeString(abandoned.resolve(KEPT), keptNotes);
        }
        new RewindPlan(target.number(), NAME.format(Instant.now()), abandoned.toString(), false, moves)
                .carryOut(directory);
    }

    /**
     * What had been interrupted, and is done now.
     *
     * @param to the number of the checkpoint
     * @param undone whether it was the undoing
     */
    public record Completed(long to, boolean undone) {}

    /**
     * Completes a rewind, or its undoing, that was interrupted.
     *
     * @return empty if there was none
     */
    public static Optional<Completed> complete(Path directory) throws IOException {
        try (QueryDirectory opened = QueryDirectory.existing(directory)) {
            return RewindPlan.complete(opened).map(plan -> new Completed(plan.to(), plan.undoes()));
        }
    }

    /**
     * Takes the last rewind back: everything is where it was before.
     *
     * @return the number of the checkpoint that had been gone back to
     * @throws IllegalArgumentException if there is none, or the query has gone on since, with a sentence
     */
    public static long undo(Path directory) throws IOException {
        try (QueryDirectory opened = QueryDirectory.existing(directory)) {
            RewindPlan.requireNone(opened);
            RewindPlan plan = RewindPlan.last(opened)
                    .orElseThrow(
                            () -> new IllegalArgumentException("There is no rewind to undo in " + directory + "."));
            requireNotGoneOn(opened, plan);
            plan.reversed().carryOut(opened);
            return plan.to();
        }
    }

    private static void requireNotGoneOn(QueryDirectory directory, RewindPlan plan) {
        boolean goneOn = directory.commits().triggers().stream().anyMatch(trigger -> trigger > plan.to())
                || CheckpointDirectory.at(directory.root()).entries().stream()
                        .anyMatch(entry -> entry.number() > plan.to())
                || Files.exists(directory.root().resolve(QueryDirectory.FINISHED));
        if (goneOn) {
            throw new IllegalArgumentException("The rewind to checkpoint " + plan.to() + " in " + directory.root()
                    + " cannot be undone: the query has gone on from there since.");
        }
    }

    @Override
    public void close() {
        directory.close();
    }
}
