package dev.parallax.comparison.feed;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.Lines;
import dev.parallax.shared.log.files.FileEntries;
import dev.parallax.shared.log.files.FileLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** Events in files: one file is dealt to the partitions by key; of several, each is a partition. */
public final class FileInput<E> implements EventInput<E> {
    private final Pipeline<E, ?, ?> pipeline;
    private final FileLog log;
    private final int partitions;

    /** @param partitions how many a single file is dealt to */
    public FileInput(Pipeline<E, ?, ?> pipeline, FileLog log, int partitions) {
        this.pipeline = pipeline;
        this.log = log;
        this.partitions = log.partitions() == 1 ? partitions : log.partitions();
    }

    @Override
    public int sequences() {
        return log.partitions();
    }

    @Override
    public int partitions() {
        return partitions;
    }

    private Path file(int sequence) {
        return log.files().get(sequence);
    }

    private InputStream open(int sequence) {
        try {
            return Files.newInputStream(file(sequence));
        } catch (IOException e) {
            throw unreadable(sequence, e);
        }
    }

    private UncheckedIOException unreadable(int sequence, IOException e) {
        return new UncheckedIOException(
                "The file " + file(sequence) + " cannot be read: " + FileProblem.reason(e) + ".", e);
    }

    @Override
    public Sequence<LogEntry<E>> entries(int sequence) {
        FileEntries<E> entries =
                new FileEntries<>(pipeline, file(sequence).toString(), sequence, log.ingestTime(), open(sequence));
        return new Sequence<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public LogEntry<E> next() {
                return entries.next();
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public Sequence<byte[]> records(int sequence) {
        Lines lines = new Lines(open(sequence));
        return new Sequence<>() {
            private byte[] next;

            @Override
            public boolean hasNext() {
                try {
                    next = next == null ? lines.next() : next;
                    return next != null;
                } catch (IOException e) {
                    throw unreadable(sequence, e);
                }
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                byte[] line = next;
                next = null;
                return line;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    @Override
    public void close() {
        // the files are the user's
    }
}
