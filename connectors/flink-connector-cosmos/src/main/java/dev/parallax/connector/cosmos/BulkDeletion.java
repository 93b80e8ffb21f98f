package dev.parallax.connector.cosmos;

import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBulkItemRequestOptions;
import com.azure.cosmos.models.CosmosBulkOperationResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.PartitionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FlinkRuntimeException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Deletes items by the thousand, each only if it has not changed since it was read. */
final class BulkDeletion {
    private static final int BATCH = 2000;
    private static final int MOST_ATTEMPTS = 20;

    private final CosmosAsyncContainer container;

    BulkDeletion(CosmosAsyncContainer container) {
        this.container = container;
    }

    long delete(Stream<StoredItem> items) {
        long deleted = 0;
        List<StoredItem> batch = new ArrayList<>();
        for (Iterator<StoredItem> rest = items.iterator(); rest.hasNext(); ) {
            batch.add(rest.next());
            if (batch.size() == BATCH || !rest.hasNext()) {
                deleted += deleteBatch(batch);
                batch.clear();
            }
        }
        return deleted;
    }

    private long deleteBatch(List<StoredItem> batch) {
        long deleted = 0;
        List<StoredItem> open = List.copyOf(batch);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            List<StoredItem> again = new ArrayList<>();
            Duration wait = Duration.ofMillis(50L << Math.min(attempt, 7));
            for (CosmosBulkOperationResponse<StoredItem> response : send(open)) {
                StoredItem item = response.getOperation().getContext();
                int status = status(response);
                if (status == 204) {
                    deleted++;
                } else if (Replies.isPassing(status) && attempt < MOST_ATTEMPTS) {
                    again.add(item);
                    wait = Replies.longer(wait, retryAfter(response));
                } else if (status != 404 && status != 412) {
                    throw new FlinkRuntimeException("The item '" + item.id() + "' in the partition '" + item.partition()
                            + "' could not be deleted: status " + status + ".");
                }
            }
            open = again;
            if (!open.isEmpty()) {
                Mono.delay(wait).block();
            }
        }
        return deleted;
    }

    private List<CosmosBulkOperationResponse<StoredItem>> send(List<StoredItem> items) {
        Flux<CosmosItemOperation> operations = Flux.fromIterable(items)
                .map(item -> CosmosBulkOperations.getDeleteItemOperation(
                        item.id(),
                        new PartitionKey(item.partition()),
                        new CosmosBulkItemRequestOptions().setIfMatchETag(item.etag()),
                        item));
        return container
                .<StoredItem>executeBulkOperations(operations)
                .collectList()
                .block();
    }

    private static int status(CosmosBulkOperationResponse<?> response) {
        if (response.getResponse() != null) {
            return response.getResponse().getStatusCode();
        }
        return response.getException() instanceof CosmosException failure ? failure.getStatusCode() : 0;
    }

    private static Duration retryAfter(CosmosBulkOperationResponse<?> response) {
        return response.getResponse() == null
                ? Duration.ZERO
                : response.getResponse().getRetryAfterDuration();
    }
}
