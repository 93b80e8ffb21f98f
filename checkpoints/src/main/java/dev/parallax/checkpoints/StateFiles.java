package dev.parallax.checkpoints;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filemerging.SegmentFileStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.FsSegmentDataInputStream;

/**
 * Where the state of a checkpoint is: in files, or in the description itself where it is small. A checkpoint names its files by whole paths; where a directory
 * has been moved or copied since, they are found in the place where it is now.
 */
final class StateFiles {
    private static final int DEEPEST = 3;
    private static final int LOOKS = 4;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final CheckpointEntry entry;

    StateFiles(CheckpointEntry entry) {
        this.entry = entry;
    }

    /** Opens a part of the state. */
    FSDataInputStream open(StreamStateHandle handle) throws IOException {
        if (handle instanceof SegmentFileStateHandle segment) {
            return new FsSegmentDataInputStream(
                    new LocalDataInputStream(local(segment.getFilePath()).toFile()),
                    segment.getStartPos(),
                    segment.getStateSize());
        }
        if (handle instanceof FileStateHandle file) {
            return new LocalDataInputStream(local(file.getFilePath()).toFile());
        }
        return handle.openInputStream(); // in memory
    }

    /** The file that holds exactly this part of the state; empty if none does. */
    Optional<Path> file(StreamStateHandle handle) {
        return handle instanceof FileStateHandle file ? Optional.of(local(file.getFilePath())) : Optional.empty();
    }

    private Path local(org.apache.flink.core.fs.Path named) {
        List<String> names = new ArrayList<>();
        for (org.apache.flink.core.fs.Path part = named;
                part != null && names.size() < DEEPEST;
                part = part.getParent()) {
            names.add(0, part.getName());
        }
        String scheme = named.toUri().getScheme();
        if (scheme == null || scheme.equals("file")) {
            Path path = Path.of(named.getPath());
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        return moved(names).orElseThrow(() -> gone(named));
    }

    /** A file of the checkpoint's own directory, or of one beside it that it shares with others. */
    private Optional<Path> moved(List<String> names) {
        String file = names.get(names.size() - 1);
        Path own = entry.path().resolve(file);
        if (Files.isRegularFile(own)) {
            return Optional.of(own);
        }
        if (names.size() > 1 && entry.path().getParent() != null) {
            Path beside = entry.path()
                    .getParent()
                    .resolve(names.get(names.size() - 2))
                    .resolve(file);
            if (Files.isRegularFile(beside)) {
                return Optional.of(beside);
            }
        }
        return Optional.empty();
    }

    private UnreadableCheckpoint gone(org.apache.flink.core.fs.Path named) {
        // A job that removes a checkpoint removes all its files at once, in any order.
        boolean isThere = Failsafe.with(RetryPolicy.<Boolean>builder()
                        .handleResult(true)
                        .withDelay(BETWEEN_LOOKS)
                        .withMaxRetries(LOOKS)
                        .build())
                .get(() -> Files.exists(entry.metadata()));
        return isThere
                ? new UnreadableCheckpoint(
                        "The file " + named + ", which the checkpoint in " + entry.path() + " needs, is not there.")
                : new CheckpointGone(entry.metadata());
    }

    /**
     * The same problem, as a sentence that names the file.
     *
     * @param what could not be read
     * @param handle where that is
     */
    UnreadableCheckpoint problem(String what, StreamStateHandle handle, Throwable e) {
        if (e instanceof UnreadableCheckpoint said) {
            return said;
        }
        if (!Files.exists(entry.metadata())) {
            return new CheckpointGone(entry.metadata());
        }
        return new UnreadableCheckpoint(
                what + " cannot be read from the file " + name(handle) + ": " + CorruptionReason.of(e) + ".", e);
    }

    private Path name(StreamStateHandle handle) {
        try {
            if (handle instanceof FileStateHandle file) {
                return local(file.getFilePath());
            }
            if (handle instanceof SegmentFileStateHandle segment) {
                return local(segment.getFilePath());
            }
        } catch (UnreadableCheckpoint gone) {
            // So it is with the description.
        }
        return entry.metadata();
    }

    /**
     * Makes sure that what holds this part of the state is there, and as long as it was.
     *
     * @throws UnreadableCheckpoint if it is not
     */
    void require(StreamStateHandle handle) {
        if (handle instanceof FileStateHandle file) {
            Path path = local(file.getFilePath());
            long size = path.toFile().length();
            if (size != file.getStateSize()) {
                throw Files.exists(entry.metadata())
                        ? new UnreadableCheckpoint(
                                "The file " + path + " has " + size + " bytes, and the checkpoint in " + entry.path()
                                        + " left " + file.getStateSize() + " there.")
                        : new CheckpointGone(entry.metadata());
            }
        } else if (handle instanceof SegmentFileStateHandle segment) {
            local(segment.getFilePath());
        }
    }
}
