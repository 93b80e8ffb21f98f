package dev.parallax.comparison.feed;

import dev.parallax.shared.flow.LogEntry;
import java.io.Closeable;
import java.util.Iterator;

/**
 * Where a comparison takes its events from: one or more sequences, each in ingest order, that can be read twice.
 *
 * @param <E> the event
 */
public interface EventInput<E> extends Closeable {
    /** A sequence that is read once. */
    interface Sequence<T> extends Iterator<T>, Closeable {}

    /** How many sequences there are; they are numbered from 0. */
    int sequences();

    /** How many partitions the log shall have; a record of the only sequence is dealt to one, else each sequence is one. */
    int partitions();

    /** The records of a sequence, decoded, with their ingest times. */
    Sequence<LogEntry<E>> entries(int sequence);

    /** The same records as bytes alone. */
    Sequence<byte[]> records(int sequence);

    /** Removes what was made only to be read. */
    @Override
    void close();
}
