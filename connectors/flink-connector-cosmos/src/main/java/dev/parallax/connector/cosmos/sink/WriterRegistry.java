package dev.parallax.connector.cosmos.sink;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.Replies;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has written: a counter that gives each writer its generation, and for each generation an item that says whose it
 * is. They are items in a partition of the container itself.
 */
final class WriterRegistry {
    private static final String LAST = "last";

    private final CosmosAsyncContainer container;
    private final String partitionProperty;
    private final String partition;
    private final String counter;
    private final Map<Long, Optional<Owner>> known = new HashMap<>();

    WriterRegistry(CosmosAsyncContainer container, String partitionProperty, String partition, String counter) {
        this.container = container;
        this.partitionProperty = partitionProperty;
        this.partition = partition;
        this.counter = counter;
    }

    /** Registers a writer; its generation is greater than all that were given before. */
    long register(Owner owner) {
        long generation = next();
        ObjectNode entry = item(counter + "-" + generation)
                .put("generation", generation)
                .put("job", owner.job)
                .put("subtask", owner.subtask);
        Replies.repeat(() -> container.upsertItem(entry, new PartitionKey(partition), null));
        known.put(generation, Optional.of(owner));
        return generation;
    }

    private long next() {
        CosmosPatchOperations increment = CosmosPatchOperations.create().increment("/" + LAST, 1);
        CosmosPatchItemRequestOptions options = new CosmosPatchItemRequestOptions();
        options.setContentResponseOnWriteEnabled(true);
        while (true) {
            try {
                // Carried out twice, it leaves out a number.
                CosmosItemResponse<ObjectNode> response = Replies.repeat(() -> container.patchItem(
                        counter, new PartitionKey(partition), increment, options, ObjectNode.class));
                return response.getItem().path(LAST).longValue();
            } catch (CosmosException failure) {
                if (failure.getStatusCode() != 404) {
                    throw failure;
                }
                createCounter();
            }
        }
    }

    private void createCounter() {
        try {
            Replies.repeat(() -> container.createItem(item(counter).put(LAST, 0), new PartitionKey(partition), null));
        } catch (CosmosException failure) {
            // 409: another writer was faster.
            if (failure.getStatusCode() != 409) {
                throw failure;
            }
        }
    }

    /** Whose generation it is; empty if it is not registered here. */
    Optional<Owner> ownerOf(long generation) {
        return known.computeIfAbsent(generation, this::find);
    }

    private Optional<Owner> find(long generation) {
        try {
            ObjectNode entry = Replies.repeat(() -> container.readItem(
                            counter + "-" + generation, new PartitionKey(partition), ObjectNode.class))
                    .getItem();
            return Optional.of(
                    new Owner(entry.path("job").asText(), entry.path("subtask").asInt()));
        } catch (CosmosException failure) {
            if (failure.getStatusCode() != 404) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private ObjectNode item(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put(partitionProperty, partition);
    }

    /**
     * @param job the id of the job
     * @param subtask of the sink within the job
     */
    record Owner(String job, int subtask) {}
}
