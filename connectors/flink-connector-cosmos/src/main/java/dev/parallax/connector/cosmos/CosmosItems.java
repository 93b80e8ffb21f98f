package dev.parallax.connector.cosmos;

import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The items of one container, for programs outside of jobs: to read them in pages, and to set and remove single ones.
 *
 * <p>Reads see what the account's consistency level lets another client see: with less than bounded staleness that may
 * lag behind a sink's writes. Each method waits for its answer, repeats a request that got a 429 as the server asks for
 * it, or that failed in passing, and throws a {@link CosmosException} if Cosmos DB refuses. Safe for use by several threads.
 */
public final class CosmosItems implements AutoCloseable {
    /** The property that holds the partition key in containers which {@link #createIfAbsent} makes. */
    public static final String PARTITION = "partition";

    private final CosmosAsyncClient client;
    private final CosmosAsyncContainer container;
    private final String partitionProperty;

    private CosmosItems(CosmosAsyncClient client, CosmosAsyncContainer container, String partitionProperty) {
        this.client = client;
        this.container = container;
        this.partitionProperty = partitionProperty;
    }

    /**
     * Connects to a container that exists.
     *
     * @throws IOException if there is none, or no way in, or its partition key is not one property of an item; with a
     *     sentence for the user
     */
    public static CosmosItems open(CosmosConnection connection) throws IOException {
        return open(connection, false);
    }

    /**
     * Connects to a container, and makes it and its database before if there are none; the partition key of a new one is
     * {@code /partition}.
     *
     * @throws IOException as {@link #open} does
     */
    public static CosmosItems createIfAbsent(CosmosConnection connection) throws IOException {
        return open(connection, true);
    }

    private static CosmosItems open(CosmosConnection connection, boolean create) throws IOException {
        CosmosAsyncClient client = connection.newClient();
        try {
            if (create) {
                client.createDatabaseIfNotExists(connection.database()).block();
                client.getDatabase(connection.database())
                        .createContainerIfNotExists(connection.container(), "/" + PARTITION)
                        .block();
            }
            CosmosAsyncContainer container =
                    client.getDatabase(connection.database()).getContainer(connection.container());
            List<String> paths = Replies.repeat(container::read)
                    .getProperties()
                    .getPartitionKeyDefinition()
                    .getPaths();
            if (paths.size() != 1 || paths.get(0).indexOf('/', 1) > 0) {
                throw new IOException("The partition key of " + connection + " is " + String.join(", ", paths)
                        + ", but only a single property of an item will do.");
            }
            return new CosmosItems(client, container, paths.get(0).substring(1));
        } catch (CosmosException failure) {
            client.close();
            throw new IOException(
                    failure.getStatusCode() == 404
                            ? "There is no container at " + connection + "."
                            : "Opening " + connection + " failed with status " + failure.getStatusCode() + ": "
                                    + failure.getShortMessage());
        } catch (IOException | RuntimeException failure) {
            client.close();
            throw failure;
        }
    }

    /** The SDK's own way to the container, for what is not here. It is closed with this. */
    public CosmosAsyncContainer container() {
        return container;
    }

    /** The property of an item that holds its partition key. */
    public String partitionProperty() {
        return partitionProperty;
    }

    /** The item, if there is one. */
    public Optional<StoredItem> find(String partition, String id) {
        try {
            CosmosItemResponse<ObjectNode> response =
                    Replies.repeat(() -> container.readItem(id, new PartitionKey(partition), ObjectNode.class));
            return Optional.of(StoredItem.of(response.getItem(), partitionProperty));
        } catch (CosmosException failure) {
            if (failure.getStatusCode() == 404) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Writes an item, instead of one that may be there: an atomic step. */
    public void put(String partition, String id, ObjectNode payload) {
        ObjectNode item = whole(partition, id, payload);
        Replies.repeat(() -> container.upsertItem(item, new PartitionKey(partition), new CosmosItemRequestOptions()));
    }

    /**
     * Writes an item if it is still as it was when it was read: an atomic step. It is the one request here that is not
     * repeated when its answer is lost, since then only a read can tell whether it was carried out: it throws.
     *
     * @param etag of the item as it was read, or null if there was none
     * @return whether it was, and so is written
     */
    public boolean putIfUnchanged(String partition, String id, ObjectNode payload, String etag) {
        ObjectNode item = whole(partition, id, payload);
        PartitionKey key = new PartitionKey(partition);
        CosmosItemRequestOptions options = new CosmosItemRequestOptions();
        try {
            if (etag == null) {
                container.createItem(item, key, options).block();
            } else {
                container
                        .replaceItem(item, id, key, options.setIfMatchETag(etag))
                        .block();
            }
            return true;
        } catch (CosmosException failure) {
            int status = failure.getStatusCode();
            if (status == 409 || status == 412 || (status == 404 && etag != null)) {
                return false;
            }
            throw failure;
        }
    }

    private ObjectNode whole(String partition, String id, ObjectNode payload) {
        return payload.deepCopy().put("id", id).put(partitionProperty, partition);
    }

    /** Removes an item, if it is there. */
    public void delete(String partition, String id) {
        try {
            Replies.repeat(() -> container.deleteItem(id, new PartitionKey(partition), new CosmosItemRequestOptions()));
        } catch (CosmosException failure) {
            if (failure.getStatusCode() != 404) {
                throw failure;
            }
        }
    }

    /**
     * The items of a partition, in no particular order. They are fetched in pages of at most 1000 as the stream is read:
     * an item that is written meanwhile may be in it or not.
     */
    public Stream<StoredItem> readPartition(String partition) {
        return read(new SqlQuerySpec("SELECT * FROM c"), inPartition(partition));
    }

    /** As {@link #readPartition}, of all partitions; those that a sink's registry lies in included. */
    public Stream<StoredItem> readAll() {
        return read(new SqlQuerySpec("SELECT * FROM c"), new CosmosQueryRequestOptions());
    }

    /** As {@link #readPartition}, only what sinks with versions have written after a checkpoint. */
    public Stream<StoredItem> readWrittenAfter(String partition, long checkpoint) {
        SqlQuerySpec query = new SqlQuerySpec(
                "SELECT * FROM c WHERE c." + ItemVersion.PROPERTY + ".checkpoint >= @checkpoint",
                new SqlParameter("@checkpoint", checkpoint));
        return read(query, inPartition(partition));
    }

    private static CosmosQueryRequestOptions inPartition(String partition) {
        return new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey(partition));
    }

    private Stream<StoredItem> read(SqlQuerySpec query, CosmosQueryRequestOptions options) {
        Iterator<ObjectNode> pages = new Pages(container, query, options);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.NONNULL), false)
                .map(item -> StoredItem.of(item, partitionProperty));
    }

    /**
     * Removes all items of a partition. What is written to it meanwhile may stay.
     *
     * @return how many it removed
     */
    public long deletePartition(String partition) {
        return deleteUnchanged(readPartition(partition));
    }

    /**
     * Removes items that are still as they were when they were read, in bulk.
     *
     * @return how many it removed: the others have changed, or are gone already
     */
    public long deleteUnchanged(Stream<StoredItem> items) {
        return new BulkDeletion(container).delete(items);
    }

    @Override
    public void close() {
        client.close();
    }
}
