package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A partial update of one item: at most ten operations, which all succeed or change nothing, and a condition that the
 * item has to meet. Its rules are those of "Partial document update in Azure Cosmos DB".
 */
final class Patch {
    private static final int MOST_OPERATIONS = 10;

    private final JsonNode operations;
    private final Query condition;

    private Patch(JsonNode operations, Query condition) {
        this.operations = operations;
        this.condition = condition;
    }

    /** @param body what Java's client sends, an object, or JavaScript's, which may be the bare array of operations */
    static Patch of(JsonNode body) throws Refusal {
        JsonNode operations = body.isArray() ? body : body.path("operations");
        if (operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            throw Refusal.badRequest("A patch has one to ten operations, unlike " + operations.size() + ".");
        }
        JsonNode condition = body.path("condition");
        return new Patch(
                operations,
                condition.isTextual()
                        ? QueryParser.patchCondition(condition.textValue(), MissingNode.getInstance())
                        : Query.ALL);
    }

    /** Changes the given properties, which are the caller's own. */
    ObjectNode applyTo(ObjectNode properties) throws Refusal {
        if (!condition.accepts(properties)) {
            throw new Refusal(412, 1110, "The item does not meet the condition of the patch.");
        }
        for (JsonNode operation : operations) {
            apply(operation, properties);
        }
        return properties;
    }

    private static void apply(JsonNode operation, ObjectNode properties) throws Refusal {
        String path = operation.path("path").asText();
        List<String> names = List.of(path.substring(Math.min(1, path.length())).split("/"));
        JsonNode parent = properties;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = child(parent, name);
        }
        String last = names.get(names.size() - 1);
        JsonNode old = child(parent, last);
        JsonNode value = operation.path("value");
        if (!path.startsWith("/") || !parent.isContainerNode()) {
            throw Refusal.badRequest("There is nothing to patch at '" + path + "'.");
        }
        String name = operation.path("op").asText();
        switch (name) {
            case "add" -> add(parent, last, value, true);
            case "set" -> add(parent, last, value, false);
            case "replace" -> {
                requireOld(old, path);
                add(parent, last, value, false);
            }
            case "remove" -> {
                requireOld(old, path);
                remove(parent, last);
            }
            case "incr" -> add(parent, last, sum(old, value, path), false);
            default -> throw Refusal.notImplemented("the patch operation '" + name + "'");
        }
    }

    private static JsonNode child(JsonNode parent, String name) {
        return parent.isArray() && name.matches("[0-9]{1,9}") ? parent.path(Integer.parseInt(name)) : parent.path(name);
    }

    private static void requireOld(JsonNode old, String path) throws Refusal {
        if (old.isMissingNode()) {
            throw Refusal.badRequest("There is nothing at '" + path + "'.");
        }
    }

    private static JsonNode sum(JsonNode old, JsonNode increment, String path) throws Refusal {
        if (!increment.isNumber() || !(old.isNumber() || old.isMissingNode())) {
            throw Refusal.badRequest("Only numbers can be incremented, and '" + path + "' is none, or its increment.");
        }
        if (old.isMissingNode()) {
            return increment;
        }
        if (old.isIntegralNumber() && increment.isIntegralNumber()) {
            return LongNode.valueOf(old.longValue() + increment.longValue());
        }
        return DoubleNode.valueOf(old.doubleValue() + increment.doubleValue());
    }

    private static void remove(JsonNode parent, String name) {
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent).remove(name);
        }
    }

    /** @param insert whether an element of an array makes room, instead of being overwritten */
    private static void add(JsonNode parent, String name, JsonNode value, boolean insert) throws Refusal {
        if (!(parent instanceof ArrayNode array)) {
            ((ObjectNode) parent).set(name, value);
            return;
        }
        int index = name.equals("-") ? array.size() : name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : -1;
        if (index < 0 || index > array.size()) {
            throw Refusal.badRequest("The array has no place '" + name + "'.");
        }
        if (insert || index == array.size()) {
            array.insert(index, value);
        } else {
            array.set(index, value);
        }
    }
}
