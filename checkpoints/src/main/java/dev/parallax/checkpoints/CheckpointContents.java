package dev.parallax.checkpoints;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** What the {@code _metadata} of a checkpoint says: which operators it has state of, how large that is, and in which files. */
public final class CheckpointContents {
    private final CheckpointEntry entry;
    private final long number;
    private final List<OperatorContents> operators;

    private CheckpointContents(CheckpointEntry entry, CheckpointMetadata metadata) {
        this.entry = entry;
        this.number = metadata.getCheckpointId();
        StateFiles files = new StateFiles(entry);
        this.operators = metadata.getOperatorStates().stream()
                .map(state -> new OperatorContents(state, files))
                .sorted(Comparator.comparing(OperatorContents::title))
                .toList();
    }

    /**
     * Reads the {@code _metadata}.
     *
     * @throws CheckpointGone if it has been removed meanwhile
     * @throws UnreadableCheckpoint if it is corrupt, or of another program, with a sentence
     */
    public static CheckpointContents of(CheckpointEntry entry) {
        if (!entry.complete()) {
            throw new UnreadableCheckpoint("The checkpoint in " + entry.path() + " is not complete: it has no "
                    + CheckpointDirectory.METADATA + ".");
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(entry.metadata())))) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(
                    in,
                    CheckpointContents.class.getClassLoader(),
                    entry.path().toUri().toString());
            if (in.read() != -1) {
                throw corrupt(entry, "there is more behind its end", null);
            }
            return new CheckpointContents(entry, metadata);
        } catch (UnreadableCheckpoint e) {
            throw e;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CheckpointGone(entry.metadata());
        } catch (IOException e) {
            if (!Files.exists(entry.metadata())) {
                throw new CheckpointGone(entry.metadata());
            }
            throw corrupt(entry, CorruptionReason.of(e), e);
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Flink takes lengths as they stand in the file, and asks for so much memory at once, or none of it makes
            // sense.
            throw corrupt(entry, CorruptionReason.of(e), e);
        }
    }

    private static UnreadableCheckpoint corrupt(CheckpointEntry entry, String reason, Throwable cause) {
        return new UnreadableCheckpoint(
                "The file " + entry.metadata() + " cannot be read as the description of a checkpoint: " + reason + ".",
                cause);
    }

    /** The checkpoint. */
    public CheckpointEntry entry() {
        return entry;
    }

    /** Its number. */
    public long number() {
        return number;
    }

    /** Those that it has state of, and those that had ended, by their uid. */
    public List<OperatorContents> operators() {
        return operators;
    }

    /** The operator with that uid, name or id. */
    public Optional<OperatorContents> operator(String called) {
        return operators.stream().filter(operator -> operator.isCalled(called)).findFirst();
    }

    /**
     * Makes sure that every file of its state is there, and as long as it was.
     *
     * @throws CheckpointGone if it has been removed meanwhile
     * @throws UnreadableCheckpoint if one is not, with a sentence that names it
     */
    public void requireFiles() {
        operators.forEach(OperatorContents::requireFiles);
    }

    /** All that is needed to go back to it, in bytes, without the {@code _metadata}. */
    public long size() {
        return operators.stream().mapToLong(OperatorContents::size).sum();
    }

    /** What of that was written for it alone, in bytes: an incremental checkpoint shares the rest with those before it. */
    public long ownSize() {
        return operators.stream().mapToLong(OperatorContents::ownSize).sum();
    }
}
