package dev.parallax.shared.view;

import dev.parallax.shared.codec.Codec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Reads the finished segments of a view, each once. */
final class FileViewReader<A> implements ViewReader<A> {
    private final Path directory;
    private final Codec<StoredRecord<A>> codec;
    private final Set<Path> read = new HashSet<>();

    FileViewReader(Path directory, Class<A> accumulatorType) {
        this.directory = directory;
        this.codec = Codec.of(StoredRecord.class, accumulatorType);
    }

    /** Nobody says when there will be something new: it is waited for as long as may be, and looked for at the next call. */
    @Override
    public void poll(Duration patience, Consumer<StoredRecord<A>> collector) {
        try {
            List<Path> finished = finishedSinceTheLastCall();
            for (Path segment : finished) {
                read.add(segment);
                readSegment(segment, collector);
            }
            if (finished.isEmpty()) {
                LockSupport.parkNanos(patience.toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The view in " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Path> finishedSinceTheLastCall() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(segment -> !read.contains(segment))
                    .sorted()
                    .toList();
        }
    }

    private void readSegment(Path segment, Consumer<StoredRecord<A>> collector) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(segment), 1 << 16))) {
            DataInputDeserializer record = new DataInputDeserializer();
            while (true) {
                byte[] bytes;
                try {
                    bytes = new byte[in.readInt()];
                } catch (EOFException atEnd) {
                    return;
                }
                in.readFully(bytes);
                record.setBuffer(bytes); // from an array each part of it is read faster than from the stream
                collector.accept(codec.read(record));
            }
        }
    }

    @Override
    public boolean isFollowing() {
        return true;
    }

    @Override
    public boolean read(Consumer<StoredRecord<A>> collector) {
        read.clear();
        poll(Duration.ZERO, collector);
        return true;
    }

    @Override
    public void close() {
        // each segment is closed when it is read
    }
}
