package dev.parallax.connector.cosmos.sink;

import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.connector.cosmos.ItemLimits;
import java.io.IOException;
import java.util.Locale;

/**
 * What a {@link CosmosSink} does to one item. The sink writes the id and the partition key into the item: they need not
 * be in it.
 */
public final class CosmosOperation {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A guess, for patches and deletes. */
    private static final int SIZE_WITHOUT_AN_ITEM = 1000;

    /** What is done. */
    public enum Kind {
        /** The item is there afterwards as given, whether there was one or not. */
        UPSERT,
        /** The item is there afterwards, as given or as it was before. */
        CREATE,
        /** No such item is there afterwards. */
        DELETE,
        /** Some properties of the item are changed. */
        PATCH
    }

    private final Kind kind;
    private final String partition;
    private final String id;
    private final ObjectNode item;
    private final CosmosPatchOperations patch;
    private final int size;

    private CosmosOperation(
            Kind kind, String partition, String id, ObjectNode item, CosmosPatchOperations patch, int size) {
        this.kind = kind;
        this.partition = partition;
        this.id = id;
        this.item = item;
        this.patch = patch;
        this.size = size;
    }

    /**
     * Writes the item, instead of one that may be there. In a sink with versions this is the versioned upsert.
     *
     * @param item the sink's own from here on
     */
    public static CosmosOperation upsert(String partition, String id, ObjectNode item) {
        return new CosmosOperation(Kind.UPSERT, partition, id, item, null, ItemLimits.sizeOf(item));
    }

    /**
     * As {@link #upsert(String, String, ObjectNode)}, of JSON in UTF-8.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public static CosmosOperation upsert(String partition, String id, byte[] json) {
        return new CosmosOperation(Kind.UPSERT, partition, id, parse(id, json), null, json.length);
    }

    /**
     * Writes the item unless one is there: then that one stays. (So a repetition after a failure changes nothing.)
     *
     * @param item the sink's own from here on
     */
    public static CosmosOperation create(String partition, String id, ObjectNode item) {
        return new CosmosOperation(Kind.CREATE, partition, id, item, null, ItemLimits.sizeOf(item));
    }

    /**
     * As {@link #create(String, String, ObjectNode)}, of JSON in UTF-8.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public static CosmosOperation create(String partition, String id, byte[] json) {
        return new CosmosOperation(Kind.CREATE, partition, id, parse(id, json), null, json.length);
    }

    /** Removes the item, if there is one. */
    public static CosmosOperation delete(String partition, String id) {
        return new CosmosOperation(Kind.DELETE, partition, id, null, null, SIZE_WITHOUT_AN_ITEM);
    }

    /**
     * Changes some properties of an item that is there. It may be carried out twice after a failure: {@code set} and
     * {@code replace} do no harm then, {@code increment} and adding to an array do.
     */
    public static CosmosOperation patch(String partition, String id, CosmosPatchOperations patch) {
        return new CosmosOperation(Kind.PATCH, partition, id, null, patch, SIZE_WITHOUT_AN_ITEM);
    }

    private static ObjectNode parse(String id, byte[] json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    "The item '" + id + "' is not JSON: " + failure.getOriginalMessage(), failure);
        } catch (IOException failure) {
            throw new IllegalArgumentException("The item '" + id + "' cannot be read", failure);
        }
        throw new IllegalArgumentException("The item '" + id + "' is JSON, but not a JSON object");
    }

    public Kind kind() {
        return kind;
    }

    public String partition() {
        return partition;
    }

    public String id() {
        return id;
    }

    /** The item of an upsert or create; null for the others. */
    public ObjectNode item() {
        return item;
    }

    CosmosPatchOperations patch() {
        return patch;
    }

    /** About how many bytes it has. */
    int size() {
        return size;
    }

    /** What is done to which item, without the item's content. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " of the item '" + id + "' in the partition '" + partition + "'";
    }
}
