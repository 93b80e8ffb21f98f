package dev.parallax.shared.log.files;

import dev.parallax.shared.flow.LogEntry;
import dev.parallax.shared.flow.Pipeline;
import dev.parallax.shared.log.FileProblem;
import dev.parallax.shared.log.IngestTime;
import dev.parallax.shared.log.Lines;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.EventTime;
import dev.parallax.shared.logic.JsonReader;
import dev.parallax.shared.model.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a file as log entries, in their order; blank lines are no records. An entry is held back until the next event is known,
 * because that may show that this one's clock was poisoned.
 */
public final class FileEntries<E> implements Iterator<LogEntry<E>>, Closeable {
    /** So many records without an event between them are not held back any longer. */
    private static final int MOST_HELD_BACK = 10_000;

    private final Pipeline<E, ?, ?> pipeline;
    private final String source;
    private final int partition;
    private final IngestTime ingestTime;
    private final Lines lines;
    private final Deque<LogEntry<E>> heldBack = new ArrayDeque<>();
    private final Deque<LogEntry<E>> ready = new ArrayDeque<>();
    private boolean holdsEvent;
    private long offset;
    private long previousEvent = Long.MIN_VALUE;
    private long clock = Long.MIN_VALUE;

    /**
     * @param source the file, as people call it
     * @param partition which partition of the log the file is
     * @param in the file's bytes; closed with this
     */
    public FileEntries(
            Pipeline<E, ?, ?> pipeline, String source, int partition, IngestTime ingestTime, InputStream in) {
        this.pipeline = pipeline;
        this.source = source;
        this.partition = partition;
        this.ingestTime = ingestTime;
        this.lines = new Lines(in);
    }

    @Override
    public boolean hasNext() {
        try {
            while (ready.isEmpty()) {
                byte[] line = lines.next();
                if (line == null) {
                    release(Long.MAX_VALUE);
                    return !ready.isEmpty();
                }
                accept(LogEntry.decode(pipeline, source, new Place(partition, offset++), clock, line));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + source + " cannot be read: " + FileProblem.reason(e) + ".", e);
        }
    }

    private void accept(LogEntry<E> entry) {
        if (ingestTime.field() != null) {
            clock = Math.max(clock, stated(entry));
            ready.add(entry.ingestedAt(clock));
            return;
        }
        boolean decides = entry.isEvent() && holdsEvent;
        if (decides || heldBack.size() >= MOST_HELD_BACK) {
            release(decides ? entry.eventTime() : Long.MAX_VALUE);
        }
        if (heldBack.isEmpty() && !entry.isEvent() && clock != Long.MIN_VALUE) {
            ready.add(entry.ingestedAt(clock));
            return;
        }
        heldBack.add(entry);
        holdsEvent |= entry.isEvent();
    }

    /** Lets go of what is held back: an event, perhaps, and rejected records around it. */
    private void release(long nextEvent) {
        for (LogEntry<E> entry : heldBack) {
            if (entry.isEvent()) {
                boolean abovePrevious =
                        previousEvent == Long.MIN_VALUE || entry.eventTime() - previousEvent > ingestTime.maxAhead();
                boolean aboveNext =
                        nextEvent != Long.MAX_VALUE && entry.eventTime() - nextEvent > ingestTime.maxAhead();
                if (!(abovePrevious && aboveNext)) {
                    clock = Math.max(clock, entry.eventTime());
                } else if (clock == Long.MIN_VALUE) {
                    clock = nextEvent;
                }
                previousEvent = entry.eventTime();
            }
        }
        long known = clock != Long.MIN_VALUE ? clock : nextEvent != Long.MAX_VALUE ? nextEvent : 0;
        for (LogEntry<E> entry : heldBack) {
            ready.add(entry.ingestedAt(known));
        }
        heldBack.clear();
        holdsEvent = false;
    }

    /** The ingest time that the record itself states; of a record that states none, that of the one before it. */
    private long stated(LogEntry<E> entry) {
        String[] value = new String[1];
        try {
            JsonReader.read(entry.bytes(), (name, field) -> {
                if (name.equals(ingestTime.field())) {
                    value[0] = field.text();
                }
            });
            if (value[0] != null) {
                return EventTime.parse(value[0]);
            }
            if (entry.isEvent()) {
                throw new IllegalArgumentException("Record " + (offset) + " of " + source + " has no field '"
                        + ingestTime.field() + "' to take its ingest time from.");
            }
        } catch (BadRecord e) {
            if (entry.isEvent()) {
                throw new IllegalArgumentException("Record " + (offset) + " of " + source
                        + " has no readable ingest time in '" + ingestTime.field() + "': " + e.getMessage());
            }
        }
        return clock == Long.MIN_VALUE ? 0 : clock;
    }

    @Override
    public LogEntry<E> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
