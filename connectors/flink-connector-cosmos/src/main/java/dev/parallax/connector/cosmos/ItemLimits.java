package dev.parallax.connector.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What Cosmos DB takes for an item ("Azure Cosmos DB service quotas"). */
public final class ItemLimits {
    /** 2 MB less what a request has around its item. */
    public static final int LARGEST_ITEM = (2 << 20) - (4 << 10);

    private static final int LONGEST_ID = 1023;
    private static final int LONGEST_PARTITION = 2048;

    private ItemLimits() {}

    /** What is wrong with an id, in half a sentence; empty if nothing is. */
    public static Optional<String> problemWithId(String id) {
        if (id == null || id.isEmpty()) {
            return Optional.of("its id is empty");
        }
        if (isLonger(id, LONGEST_ID)) {
            return Optional.of("its id is longer than " + LONGEST_ID + " bytes");
        }
        for (int index = 0; index < id.length(); index++) {
            if ("/\\?#".indexOf(id.charAt(index)) >= 0) {
                return Optional.of("its id has the character '" + id.charAt(index) + "'");
            }
        }
        return id.endsWith(" ") ? Optional.of("its id ends with a space") : Optional.empty();
    }

    /** As {@link #problemWithId}, for a partition key. */
    public static Optional<String> problemWithPartition(String partition) {
        if (partition == null) {
            return Optional.of("it has no partition key");
        }
        return isLonger(partition, LONGEST_PARTITION)
                ? Optional.of("its partition key is longer than " + LONGEST_PARTITION + " bytes")
                : Optional.empty();
    }

    /** The bytes that an item takes as JSON. */
    public static int sizeOf(ObjectNode item) {
        return item.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isLonger(String text, int bytes) {
        // Almost always there is no need to encode it in order to know.
        return text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }
}
