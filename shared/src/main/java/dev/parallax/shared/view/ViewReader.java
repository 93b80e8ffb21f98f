package dev.parallax.shared.view;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads a view while it is written.
 *
 * @param <A> the accumulator
 */
public interface ViewReader<A> extends AutoCloseable {
    /**
     * Hands out what has come since the last call, each writer's records in the order of their writing; waits for something at most so
     * long. A store that cannot tell what is new hands out each writer's progress alone, and the rest by {@link #read}.
     */
    void poll(Duration patience, Consumer<StoredRecord<A>> collector);

    /** Whether {@link #poll} hands out everything. */
    boolean isFollowing();

    /**
     * Hands out everything that the view holds now, from its beginning, progress included; the same record perhaps twice. It is fetched in
     * pages.
     *
     * @return whether that was a whole: false if a writer was started anew meanwhile
     */
    boolean read(Consumer<StoredRecord<A>> collector);

    /** Hands out the rows of a key that the view holds now, and perhaps more. */
    default void readKey(String key, Consumer<StoredRecord<A>> collector) {
        read(collector);
    }

    @Override
    void close();
}
