package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

/**
 * One stored item. It is kept as the bytes of its JSON, which take a fraction of the memory that a tree takes.
 *
 * @param json the user's properties alone: the service's own are added when it is read
 * @param number of the write that stored it: its ETag
 * @param ordinal of the item in its container: part of its {@code _rid}
 * @param seconds since 1970 at its last write
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares items.
record Item(String id, byte[] json, long number, long ordinal, long seconds) {
    private static final Set<String> SYSTEM_PROPERTIES = Set.of("_rid", "_self", "_etag", "_ts", "_attachments");

    static Item of(ObjectNode properties, long number, long ordinal) {
        properties.remove(SYSTEM_PROPERTIES);
        return new Item(
                properties.get("id").textValue(),
                Json.bytes(properties),
                number,
                ordinal,
                System.currentTimeMillis() / 1000);
    }

    String etag() {
        // Shaped like the service's, quotes included.
        String hex = HexFormat.of().toHexDigits(number);
        return "\"00000000-0000-0000-" + hex.substring(0, 4) + "-" + hex.substring(4) + "\"";
    }

    /** As a reader gets it. */
    byte[] rendered(Container container) {
        String rid = ResourceIds.text(ResourceIds.item(container.rid(), ordinal));
        String system = ",\"_rid\":\"" + rid + "\",\"_self\":\"" + container.self() + "docs/" + rid + "/\",\"_etag\":\""
                + etag().replace("\"", "\\\"") + "\",\"_attachments\":\"attachments/\",\"_ts\":" + seconds + "}";
        byte[] tail = system.getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[json.length - 1 + tail.length];
        System.arraycopy(json, 0, whole, 0, json.length - 1);
        System.arraycopy(tail, 0, whole, json.length - 1, tail.length);
        return whole;
    }

    /** The user's properties, as a tree of the caller's own. */
    ObjectNode properties() {
        return Json.object(json);
    }
}
