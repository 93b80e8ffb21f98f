package dev.parallax.comparison.query;

import dev.parallax.comparison.generate.EventGenerator;
import dev.parallax.shared.log.EventSource;
import dev.parallax.shared.log.Lines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes records into a file of a folder that a query follows: what comes once only, like standard input, can so be read again after a failure, as long as
 * the query runs.
 */
public final class Feed implements AutoCloseable {
    private static final int PER_SECOND = 20;

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "parallax-feed");
        thread.setDaemon(true);
        return thread;
    });
    private final OutputStream file;
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final AtomicLong records = new AtomicLong();
    private volatile boolean ended;

    private Feed(Path file) throws IOException {
        this.file = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Takes over what comes in {@code in}, as soon as it comes, until it ends. */
    public static Feed of(InputStream in, Path file) throws IOException {
        Feed feed = new Feed(file);
        feed.writer.execute(() -> feed.copy(in));
        return feed;
    }

    /** Generates so many events in a second, without end. */
    public static Feed generated(EventGenerator generator, int eventsPerSecond, Path file) throws IOException {
        Feed feed = new Feed(file);
        Iterator<byte[]> lines = generator.lines();
        long started = System.nanoTime();
        long[] written = {0};
        feed.writer.scheduleAtFixedRate(
                () -> {
                    long due = (long) ((System.nanoTime() - started) / 1e9 * eventsPerSecond) + 1;
                    for (; written[0] < due && lines.hasNext(); written[0]++) {
                        feed.write(lines.next());
                    }
                    feed.flush();
                },
                0,
                1000 / PER_SECOND,
                TimeUnit.MILLISECONDS);
        return feed;
    }

    private void copy(InputStream in) {
        try (Lines lines = new Lines(in)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                write(line);
                if (in.available() == 0) {
                    flush();
                }
            }
            flush();
        } catch (IOException e) {
            failure.set(e);
        } catch (UncheckedIOException noted) {
            // Whoever asks will be told.
        } finally {
            ended = true;
        }
    }

    private void write(byte[] line) {
        try {
            file.write(line);
            file.write('\n');
            records.incrementAndGet();
        } catch (IOException e) {
            failure.set(e);
            throw new UncheckedIOException(e);
        }
    }

    private void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            failure.set(e);
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The end of what is fed: never reached before that is known.
     *
     * @throws UncheckedIOException when it is asked, if something could not be read or written
     */
    public EventSource.Goal end() {
        return nextOffsets -> {
            if (failure.get() != null) {
                throw new UncheckedIOException(failure.get());
            }
            return ended && nextOffsets.getOrDefault(0, 0L) >= records.get();
        };
    }

    @Override
    public void close() throws IOException {
        writer.shutdownNow();
        file.close();
    }
}
