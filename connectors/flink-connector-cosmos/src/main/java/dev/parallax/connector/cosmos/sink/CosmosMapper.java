package dev.parallax.connector.cosmos.sink;

import java.io.Serializable;

/**
 * What to do for one record.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface CosmosMapper<T> extends Serializable {
    /** The operation for a record, or null for none. */
    CosmosOperation map(T element);
}
