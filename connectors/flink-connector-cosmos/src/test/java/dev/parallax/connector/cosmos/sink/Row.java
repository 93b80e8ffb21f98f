package dev.parallax.connector.cosmos.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A record of the tests: the item {@code id} with a value. */
public record Row(String partition, String id, long value) {
    static CosmosOperation upsert(Row row) {
        return CosmosOperation.upsert(
                row.partition, row.id, JsonNodeFactory.instance.objectNode().put("value", row.value));
    }
}
