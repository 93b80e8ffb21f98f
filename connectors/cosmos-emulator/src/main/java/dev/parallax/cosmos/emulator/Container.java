package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One container's items, by partition key and id. Each method is one atomic step.
 *
 * <p>Pages go through the partitions and ids in alphabetical order, so that a continuation is the last key handed out
 * and stays good whatever is written meanwhile. (The service promises no order.)
 */
final class Container {
    /** The service's limit for one item. */
    private static final int LARGEST_ITEM = 2 << 20;
    /** The service's limit for one page. */
    private static final int LARGEST_PAGE = 4 << 20;

    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\?#]");

    private final ObjectNode definition;
    private final byte[] rid;
    private final String self;
    private final PartitionKeyPaths partitionKey;
    private final TreeMap<String, TreeMap<String, Item>> partitions = new TreeMap<>();
    private long writes;
    private long created;

    Container(ObjectNode definition, byte[] rid, String self) throws Refusal {
        this.definition = definition;
        this.rid = rid;
        this.self = self;
        this.partitionKey = PartitionKeyPaths.of(definition.path("partitionKey"));
    }

    ObjectNode definition() {
        return definition;
    }

    byte[] rid() {
        return rid;
    }

    String self() {
        return self;
    }

    PartitionKeyPaths partitionKey() {
        return partitionKey;
    }

    /** Grows with each write: what a session token carries. */
    synchronized long writes() {
        return writes;
    }

    synchronized Item read(String partition, String id) throws Refusal {
        return find(partition, id).orElseThrow(() -> Refusal.noSuchItem(id));
    }

    synchronized Item create(String partition, ObjectNode properties) throws Refusal {
        String id = check(partition, properties);
        if (find(partition, id).isPresent()) {
            throw Refusal.conflict("The item '" + id + "'");
        }
        return put(partition, Item.of(properties, ++writes, ++created));
    }

    /** @param ifMatch the ETag that an item which exists must have, or null */
    synchronized Upserted upsert(String partition, ObjectNode properties, String ifMatch) throws Refusal {
        String id = check(partition, properties);
        Optional<Item> old = find(partition, id);
        if (old.isEmpty()) {
            return new Upserted(put(partition, Item.of(properties, ++writes, ++created)), true);
        }
        require(old.get(), ifMatch);
        return new Upserted(
                put(partition, Item.of(properties, ++writes, old.get().ordinal())), false);
    }

    synchronized Item replace(String partition, String id, ObjectNode properties, String ifMatch) throws Refusal {
        if (!check(partition, properties).equals(id)) {
            throw Refusal.notImplemented("a replace that changes the id of an item");
        }
        Item old = read(partition, id);
        require(old, ifMatch);
        return put(partition, Item.of(properties, ++writes, old.ordinal()));
    }

    synchronized Item patch(String partition, String id, Patch patch, String ifMatch) throws Refusal {
        Item old = read(partition, id);
        require(old, ifMatch);
        ObjectNode properties = patch.applyTo(old.properties());
        if (!check(partition, properties).equals(id)) {
            throw Refusal.badRequest("A patch cannot change the id of an item.");
        }
        return put(partition, Item.of(properties, ++writes, old.ordinal()));
    }

    synchronized void delete(String partition, String id, String ifMatch) throws Refusal {
        require(read(partition, id), ifMatch);
        writes++;
        TreeMap<String, Item> items = partitions.get(partition);
        items.remove(id);
        if (items.isEmpty()) {
            partitions.remove(partition);
        }
    }

    /**
     * The next items that fit a query.
     *
     * @param only the partition to read, or null for all
     * @param continuation of the page before, or null for the first page
     */
    synchronized Page page(Query query, String only, String continuation, int limit) throws Refusal {
        Place from = continuation == null ? new Place("", null) : Place.parse(continuation);
        Map<String, TreeMap<String, Item>> range =
                only == null ? partitions.tailMap(from.partition, true) : partitions.subMap(only, true, only, true);
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, TreeMap<String, Item>> partition : range.entrySet()) {
            TreeMap<String, Item> all = partition.getValue();
            boolean goesOn = from.id != null && partition.getKey().equals(from.partition);
            for (Item item : (goesOn ? all.tailMap(from.id, false) : all).values()) {
                if (query.accepts(item)) {
                    items.add(item);
                    bytes += item.json().length;
                    if (items.size() == limit || bytes >= LARGEST_PAGE) {
                        return new Page(items, new Place(partition.getKey(), item.id()).text());
                    }
                }
            }
        }
        return new Page(items, null);
    }

    private Optional<Item> find(String partition, String id) {
        TreeMap<String, Item> items = partitions.get(partition);
        return items == null ? Optional.empty() : Optional.ofNullable(items.get(id));
    }

    private Item put(String partition, Item item) throws Refusal {
        if (item.json().length > LARGEST_ITEM) {
            throw Refusal.tooLarge("The item '" + item.id() + "'", item.json().length, LARGEST_ITEM);
        }
        partitions.computeIfAbsent(partition, key -> new TreeMap<>()).put(item.id(), item);
        return item;
    }

    private String check(String partition, ObjectNode properties) throws Refusal {
        String id = properties.path("id").textValue();
        if (id == null || id.isEmpty()) {
            throw Refusal.badRequest("An item needs an id, which is a text that is not empty.");
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > 1023
                || FORBIDDEN.matcher(id).find()) {
            throw Refusal.badRequest(
                    "The id '" + id + "' is over 1023 bytes long or has one of the characters / \\ ? #.");
        }
        if (!partitionKey.keyOf(properties).toString().equals(partition)) {
            throw new Refusal(400, 1001, "The item '" + id + "' has another partition key than its request.");
        }
        return id;
    }

    private static void require(Item item, String ifMatch) throws Refusal {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(item.etag())) {
            throw Refusal.preconditionFailed();
        }
    }

    record Upserted(Item item, boolean created) {}

    /** @param continuation null if there is nothing more */
    record Page(List<Item> items, String continuation) {}

    /** A place in the order of the items. */
    private record Place(String partition, String id) {
        static Place parse(String continuation) throws Refusal {
            try {
                String text = new String(Base64.getUrlDecoder().decode(continuation), StandardCharsets.UTF_8);
                int end = text.lastIndexOf('\n');
                return new Place(text.substring(0, end), text.substring(end + 1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException failure) {
                throw Refusal.badRequest("'" + continuation + "' is no continuation of this emulator.");
            }
        }

        String text() {
            byte[] bytes = (partition + "\n" + id).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}
