package dev.parallax.shared.view;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Follows a view: hands out what was committed, each writer's records in the order of their writing.
 *
 * @param <A> the accumulator
 */
public interface ViewReader<A> extends AutoCloseable {
    /** Hands out what has come since the last call; waits for something at most so long. */
    void poll(Duration patience, Consumer<StoredRecord<A>> collector);

    @Override
    void close();
}
