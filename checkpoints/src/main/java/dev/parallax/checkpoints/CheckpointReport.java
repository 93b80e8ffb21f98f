package dev.parallax.checkpoints;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** All that is in a checkpoint, read through once. What cannot be read is said, and the rest is there all the same. */
public final class CheckpointReport {
    private final CheckpointContents contents;
    private final List<String> problems = new ArrayList<>();
    private final ReadSoFar read;
    private final List<OperatorReport> operators = new ArrayList<>();
    private final List<PendingCommit> pending = new ArrayList<>();

    private CheckpointReport(CheckpointContents contents, Path temporary, EntryProgress progress) {
        this.contents = contents;
        attempt(
                () -> {
                    contents.requireFiles();
                    return true;
                },
                false);
        this.read = attempt(() -> ReadSoFar.of(contents), new ReadSoFar(List.of(), List.of(), OptionalLong.empty()));
        for (OperatorContents operator : contents.operators()) {
            operators.add(new OperatorReport(operator, states(operator, temporary, progress)));
            pending.addAll(attempt(() -> SinkStates.of(operator), List.of()));
        }
    }

    /**
     * Reads the checkpoint.
     *
     * @param temporary an empty directory of its own
     * @param progress is told how many entries of state were read
     * @throws CheckpointGone if it has been removed meanwhile
     */
    public static CheckpointReport of(CheckpointContents contents, Path temporary, LongConsumer progress) {
        return new CheckpointReport(contents, temporary, new EntryProgress(progress));
    }

    private List<StateSummary> states(OperatorContents operator, Path temporary, EntryProgress progress) {
        List<StateSummary> states = new ArrayList<>(new OperatorStates(operator).summaries());
        KeyedStates keyed = new KeyedStates(operator, temporary);
        if (keyed.isKept()) {
            states.addAll(attempt(
                    () -> {
                        KeyedCounts counts = new KeyedCounts(progress);
                        keyed.scan(
                                new KeyedStates.Choice() {
                                    @Override
                                    public boolean values() {
                                        return false;
                                    }
                                },
                                counts);
                        return counts.summaries();
                    },
                    List.of()));
        }
        return states;
    }

    private <T> T attempt(Supplier<T> part, T otherwise) {
        try {
            return part.get();
        } catch (CheckpointGone gone) {
            throw gone;
        } catch (UnreadableCheckpoint problem) {
            if (!Files.exists(contents.entry().metadata())) {
                throw new CheckpointGone(contents.entry().metadata());
            }
            if (!problems.contains(problem.getMessage())) {
                problems.add(problem.getMessage());
            }
            return otherwise;
        }
    }

    /** What the description says. */
    public CheckpointContents contents() {
        return contents;
    }

    /** How far the job had come. */
    public ReadSoFar read() {
        return read;
    }

    /** Every operator, with its states. */
    public List<OperatorReport> operators() {
        return List.copyOf(operators);
    }

    /** What sinks had ready to commit. */
    public List<PendingCommit> pending() {
        return List.copyOf(pending);
    }

    /** What cannot be read, as sentences. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** How large the description itself is, in bytes; 0 if it has gone. */
    public long descriptionSize() {
        try {
            return Files.size(contents.entry().metadata());
        } catch (IOException gone) {
            return 0;
        }
    }
}
