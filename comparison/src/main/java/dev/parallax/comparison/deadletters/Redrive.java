package dev.parallax.comparison.deadletters;

import dev.parallax.shared.log.FileProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Puts dead letters back where a query reads. Those that were, move into a directory {@code redriven} beside the others, so that no later call puts them back
 * again. A process that dies between the two leaves them where they were: a record comes at least once, and the pipeline counts it once if its events have
 * an id. No letter is lost.
 */
public final class Redrive {
    private static final String WORKSHOP = ".redrive";

    private final LetterChoice choice;
    private final LetterTarget target;
    private final Consumer<String> complaints;
    private final LongConsumer progress;
    private final String run = UUID.randomUUID().toString();
    private long redriven;
    private long refused;
    private long others;

    /**
     * @param complaints is told, in a sentence each, of letters that stay though they were meant
     * @param progress is told how many were put back
     */
    public Redrive(LetterChoice choice, LetterTarget target, Consumer<String> complaints, LongConsumer progress) {
        this.choice = choice;
        this.target = target;
        this.complaints = complaints;
        this.progress = progress;
    }

    /**
     * What has become of the letters.
     *
     * @param redriven how many were put back
     * @param refused how many could not be, though they were meant; a line that is no letter is one of them
     * @param others how many were not meant
     */
    public record Result(long redriven, long refused, long others) {}

    /**
     * Works once.
     *
     * @param path as for {@link Segments#at}
     * @throws IllegalArgumentException if another redrive works there, or there is no such file or directory
     * @throws IOException if a file cannot be read or written, with a sentence
     */
    public Result of(Path path) throws IOException {
        Path root = Segments.at(path).root();
        try {
            Path workshop = Files.createDirectories(root.resolve(WORKSHOP));
            try (FileChannel channel = FileChannel.open(
                            workshop.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new OverlappingFileLockException();
                }
                putBack(
                        Segments.at(path),
                        workshop); // Looked up again: another one may have moved some before this one had the lock.
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalArgumentException(
                    "Another redrive works in " + root + " just now: try again when it has ended.", e);
        } catch (FileSystemException e) {
            throw new IOException(e.getFile() + " cannot be written: " + FileProblem.reason(e) + ".", e);
        }
        return new Result(redriven, refused, others);
    }

    private void putBack(Segments segments, Path workshop) throws IOException {
        List<SplitSegment> splits = new ArrayList<>();
        for (Path file : segments.files()) {
            SplitSegment split = new SplitSegment(file);
            splits.add(split);
            Segments.read(file, line -> putBack(line, split));
        }
        target.complete();
        for (SplitSegment split : splits) {
            Path place = segments.root().resolve(Segments.REDRIVEN).resolve(segments.nameOf(split.file()) + "." + run);
            if (!split.settle(place, workshop)) {
                complaints.accept(split.file()
                        + " was changed meanwhile and keeps its letters: the next redrive puts them back once more.");
            }
        }
    }

    private boolean putBack(LetterLine line, SplitSegment split) throws IOException {
        if (line.letter() != null && !choice.includes(line.letter())) {
            others++;
            split.stays(line);
            return true;
        }
        String refusal = refusal(line);
        if (refusal == null) {
            target.put(line.letter());
            split.leaves(line);
            progress.accept(++redriven);
        } else {
            refused++;
            split.stays(line);
            complaints.accept("Line " + line.number() + " of " + line.file() + " stays: " + refusal);
        }
        return true;
    }

    private String refusal(LetterLine line) {
        if (line.letter() == null) {
            return line.problem();
        }
        if (line.letter().bytes() == null) {
            return "its record is not known.";
        }
        String refusal = target.refusal(line.letter().bytes());
        return refusal == null ? null : refusal + ".";
    }
}
