package dev.parallax.comparison.deadletters;

import dev.parallax.shared.model.DeadLetter;
import java.io.IOException;

/** Where a query reads, and dead letters can be put back. */
public interface LetterTarget extends AutoCloseable {
    /** Why it cannot take this record, as the end of a sentence; null if it can. */
    String refusal(byte[] record);

    /** Takes a letter's record, which is safe only after {@link #complete()}. */
    void put(DeadLetter<?> letter) throws IOException;

    /** Makes sure that what was put is there, for the query to read. */
    void complete() throws IOException;

    /** Where that is, for people. */
    String name();

    /** Takes back what is not complete, as far as it can be. */
    @Override
    void close() throws IOException;
}
