package dev.parallax.shared.flow;

import dev.parallax.shared.logic.Aggregate;
import dev.parallax.shared.logic.BadRecord;
import dev.parallax.shared.logic.Detection;
import dev.parallax.shared.logic.EventShape;
import dev.parallax.shared.model.Windows;
import java.io.Serializable;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A transformation, written once: what an event is, which facts it gives, and how facts become the rows of a view. Batch and
 * streaming jobs, and both architectures, run this same object. All of it is pure: no clock, no randomness, no Flink type.
 *
 * @param <E> the event
 * @param <F> the fact: what the rollup counts; one event may give several
 * @param <A> the accumulator of a row: an immutable record of numbers, texts, enums, records and lists of them
 */
public interface Pipeline<E, F, A> extends Serializable {
    /** How the command line calls it. */
    String name();

    /** The windows of its view, unless the user asks for others. */
    Windows windows();

    /**
     * Reads one record of the log.
     *
     * @throws BadRecord if it is no event; it then becomes a dead letter
     */
    E decode(byte[] record) throws BadRecord;

    /** Where the columns of a table, or a line of text, belong in what {@link #decode} reads. */
    default EventShape shape() {
        return EventShape.OF_FIELDS;
    }

    /** When the event happened, in milliseconds since the epoch, UTC. */
    long eventTime(E event);

    /**
     * What all copies of a resent event have in common; null if events have no identity, and each record counts.
     *
     * <p>Copies are recognised in the row that they fall into: <b>a resent event keeps its keys and its event time</b>. (Why: {@code
     * docs/decisions/0002-deduplication-in-the-rollup.md}.)
     */
    String eventId(E event);

    /** Hands out each fact of the event with the key of its row. */
    void facts(E event, BiConsumer<String, F> collector);

    /** How the facts of a row are put together. */
    Aggregate<F, A> aggregate();

    /**
     * What facts show together with those of the same key before them, in pipelines of the second form; null in those whose rows are sums of their facts and nothing
     * else. It takes tumbling windows, or, where its own is all of time, that one.
     */
    default Detection<A> detection() {
        return null;
    }

    /**
     * The record of a row.
     *
     * <p>A later version of the pipeline may go on from the state of an earlier one. Components of the record, and of the records in it, are found by their
     * names. <b>A component that is new is 0, {@code false}, an empty list, or else null in rows that were there before</b>; the record's compact constructor
     * may put something else in the place of that, and {@link #aggregate()} must know what to do with it: rows of before have not {@linkplain
     * Aggregate#empty() begun empty}. What was in a component that is gone is dropped: a component that gets another name is one that is gone, and a new one.
     * Constants may be added to an enum, records to a sealed interface. A component with another type, a record with another name, and a constant or a record
     * that is gone are refused before the job starts.
     */
    Class<A> accumulatorType();

    /** What a reader of the view sees of an accumulator: names and numbers (or texts), in the order to show them. */
    Map<String, Object> result(A accumulator);

    /**
     * Which columns of {@link #result} are estimates, by their names, each with a clause that says how far it may be off. They are the same in every run all the same, and reports name them.
     */
    default Map<String, String> estimates() {
        return Map.of();
    }
}
