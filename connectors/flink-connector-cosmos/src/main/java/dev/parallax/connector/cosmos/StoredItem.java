package dev.parallax.connector.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * An item as it was read.
 *
 * @param etag changes with each write of the item
 * @param version that a sink with versions gave it; null if it has none
 * @param payload its own properties: without id, partition key, version and those that Cosmos DB adds
 */
public record StoredItem(String partition, String id, String etag, ItemVersion version, ObjectNode payload) {
    private static final List<String> NOT_PAYLOAD =
            List.of("id", ItemVersion.PROPERTY, "_rid", "_self", "_etag", "_ts", "_attachments");

    static StoredItem of(ObjectNode item, String partitionProperty) {
        String partition = item.path(partitionProperty).textValue();
        String id = item.path("id").textValue();
        String etag = item.path("_etag").textValue();
        Optional<ItemVersion> version = ItemVersion.of(item);
        item.remove(partitionProperty);
        if (version.isPresent()) {
            item.remove(NOT_PAYLOAD);
        } else {
            // A property of that name may be the user's own then.
            NOT_PAYLOAD.stream()
                    .filter(name -> !name.equals(ItemVersion.PROPERTY))
                    .forEach(item::remove);
        }
        return new StoredItem(partition, id, etag, version.orElse(null), item);
    }
}
