package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Where the partition key of a container's items stands, and what it is for one item. */
record PartitionKeyPaths(List<List<String>> paths) {
    static PartitionKeyPaths of(JsonNode definition) throws Refusal {
        List<List<String>> paths = new ArrayList<>();
        for (JsonNode path : definition.path("paths")) {
            if (!path.isTextual()
                    || !path.textValue().startsWith("/")
                    || path.textValue().length() < 2) {
                throw Refusal.badRequest("A partition key's path begins with '/' and names a property.");
            }
            paths.add(List.of(path.textValue().substring(1).replace("\"", "").split("/")));
        }
        if (paths.isEmpty()) {
            throw Refusal.badRequest("A container needs a partition key with a path.");
        }
        return new PartitionKeyPaths(paths);
    }

    /** The partition key of an item in the form in which requests carry one: a JSON array. */
    ArrayNode keyOf(ObjectNode item) {
        ArrayNode key = JsonNodeFactory.instance.arrayNode();
        for (List<String> path : paths) {
            JsonNode value = item;
            for (String name : path) {
                value = value.path(name);
            }
            // An item without a partition key is in the partition {}, as the service has it.
            key.add(value.isValueNode() ? value : JsonNodeFactory.instance.objectNode());
        }
        return key;
    }

    /** What a request says, checked and in one spelling. */
    String canonical(String header) throws Refusal {
        JsonNode key = Json.parse(header);
        if (!key.isArray()) {
            throw Refusal.badRequest("A partition key is a JSON array, unlike " + header + ".");
        }
        if (key.size() < paths.size()) {
            throw Refusal.notImplemented("partition keys that are a prefix of a container's");
        }
        return key.toString();
    }
}
