package dev.parallax.shared.log.files;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.model.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads files side by side, in the task's own thread: the next record is the one that was ingested first. So their clocks go on together, and no window
 * is kept open for a file that is not read yet. Where one ends it says so, and it is not waited for. A restored reader reads its files again from the beginning and passes over what it had: an entry's offset and
 * derived ingest time depend on all lines before it.
 */
final class FileLogReader<E> implements SourceReader<LogEntry<E>, FilePartition> {
    /** Each open file has a descriptor and 64 KB. With more of them the later ones wait for an earlier one to end. */
    private static final int MOST_OPEN = 256;

    private final Pipeline<E, ?, ?> pipeline;
    private final IngestTime ingestTime;
    private final Deque<FilePartition> waiting = new ArrayDeque<>();
    private final PriorityQueue<OpenPartition<E>> open =
            new PriorityQueue<>(Comparator.comparingLong(OpenPartition::ingestTime));
    private final List<FilePartition> done = new ArrayList<>();
    private final Deque<LogEntry<E>> ends = new ArrayDeque<>();
    private boolean hasAll;
    private CompletableFuture<Void> somethingToDo = CompletableFuture.completedFuture(null);

    FileLogReader(Pipeline<E, ?, ?> pipeline, IngestTime ingestTime) {
        this.pipeline = pipeline;
        this.ingestTime = ingestTime;
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<FilePartition> files) {
        for (FilePartition file : files) {
            if (file.done()) {
                end(file);
            } else {
                waiting.add(file);
            }
        }
        somethingToDo.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        hasAll = true;
        somethingToDo.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<LogEntry<E>> output) throws IOException {
        while (!waiting.isEmpty() && open.size() < MOST_OPEN) {
            goOn(open(waiting.remove()));
        }
        if (!ends.isEmpty()) {
            output.collect(ends.remove());
            return InputStatus.MORE_AVAILABLE;
        }
        OpenPartition<E> behind = open.poll();
        if (behind == null) {
            somethingToDo = new CompletableFuture<>();
            return hasAll ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        output.collect(behind.next);
        behind.emitted++;
        goOn(behind);
        return InputStatus.MORE_AVAILABLE;
    }

    private OpenPartition<E> open(FilePartition file) throws IOException {
        String name = nameOf(file);
        try {
            return new OpenPartition<>(
                    file,
                    new FileEntries<>(
                            pipeline, name, file.number(), ingestTime, Files.newInputStream(Path.of(file.file()))));
        } catch (IOException e) {
            throw new IOException("The file " + name + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }

    private void goOn(OpenPartition<E> file) throws IOException {
        boolean goesOn = false;
        try {
            goesOn = file.advance();
        } finally {
            if (!goesOn) {
                file.close();
            }
        }
        if (goesOn) {
            open.add(file);
        } else {
            end(file.position());
        }
    }

    /** Said after a restore once more: nobody knows whether it was heard. */
    private void end(FilePartition file) {
        done.add(file);
        ends.add(LogEntry.end(nameOf(file), new Place(file.number(), file.emitted())));
    }

    private static String nameOf(FilePartition file) {
        return Path.of(file.file()).getFileName().toString();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return somethingToDo;
    }

    @Override
    public List<FilePartition> snapshotState(long checkpoint) {
        return Stream.of(done.stream(), open.stream().map(OpenPartition::position), waiting.stream())
                .flatMap(files -> files)
                .toList();
    }

    @Override
    public void close() throws IOException {
        for (OpenPartition<E> file : open) {
            file.close();
        }
    }

    /** A file that is being read. */
    private static final class OpenPartition<E> implements Closeable {
        private final FilePartition file;
        private final FileEntries<E> entries;
        private long emitted;
        private LogEntry<E> next;

        private OpenPartition(FilePartition file, FileEntries<E> entries) {
            this.file = file;
            this.entries = entries;
        }

        /** Goes on to the next record, past those that were emitted before a restore; whether there is one. */
        private boolean advance() throws IOException {
            try {
                while (entries.hasNext()) {
                    next = entries.next();
                    if (emitted >= file.emitted()) {
                        return true;
                    }
                    emitted++;
                }
                next = null;
                return false;
            } catch (UncheckedIOException e) {
                throw new IOException(e.getMessage(), e.getCause());
            }
        }

        private long ingestTime() {
            return next.ingestTime();
        }

        private FilePartition position() {
            return new FilePartition(file.number(), file.file(), emitted, next == null);
        }

        @Override
        public void close() throws IOException {
            entries.close();
        }
    }
}
