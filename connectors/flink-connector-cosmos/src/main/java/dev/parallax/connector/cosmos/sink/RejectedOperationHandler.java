package dev.parallax.connector.cosmos.sink;

import java.io.Serializable;

/**
 * Takes the operations that Cosmos DB can never carry out, like the dead letters of a queue: an item that is too large,
 * an id with a slash in it. Without one, such an operation fails the job.
 */
@FunctionalInterface
public interface RejectedOperationHandler extends Serializable {
    /**
     * Is called in the task's own thread, before the next checkpoint completes; after a failure possibly again.
     *
     * @param reason a sentence that names the item
     */
    void rejected(CosmosOperation operation, String reason);
}
