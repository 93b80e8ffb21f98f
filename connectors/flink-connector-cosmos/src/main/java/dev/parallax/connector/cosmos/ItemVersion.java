package dev.parallax.connector.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which write of an item it was: of two, the one with the greater version wins, in whatever order they arrive.
 *
 * <p>It is stored in the item as {@code "version": {"generation": 7, "checkpoint": 42, "count": 1234}}. These are three
 * numbers rather than one of 64 bits because Cosmos DB keeps numbers as doubles, and so that a query can ask for what
 * was written after a checkpoint.
 *
 * @param generation of the writer: each takes a greater one when it opens
 * @param checkpoint the last one that the writer had taken part in; 0 before the first
 * @param count of the versions that the writer has given since that checkpoint
 */
public record ItemVersion(long generation, long checkpoint, long count) implements Comparable<ItemVersion> {
    /** The property of an item that holds its version. */
    public static final String PROPERTY = "version";

    private static final int COUNT_BITS = 35;
    private static final Comparator<ItemVersion> ORDER = Comparator.comparingLong(ItemVersion::generation)
            .thenComparingLong(ItemVersion::checkpoint)
            .thenComparingLong(ItemVersion::count);

    /** The version that an item has, if it was written with one. */
    public static Optional<ItemVersion> of(JsonNode item) {
        JsonNode version = item.path(PROPERTY);
        if (!version.path("generation").canConvertToLong()
                || !version.path("checkpoint").canConvertToLong()
                || !version.path("count").canConvertToLong()) {
            return Optional.empty();
        }
        return Optional.of(new ItemVersion(
                version.path("generation").longValue(),
                version.path("checkpoint").longValue(),
                version.path("count").longValue()));
    }

    /** Writes it into an item. */
    public void putInto(ObjectNode item) {
        item.putObject(PROPERTY)
                .put("generation", generation)
                .put("checkpoint", checkpoint)
                .put("count", count);
    }

    /**
     * Checkpoint and count as one number, which orders the versions of one generation.
     *
     * @throws ArithmeticException if the checkpoint takes more than 28 bits or the count more than 35
     */
    public long sequence() {
        if (checkpoint >>> (63 - COUNT_BITS) != 0 || count >>> COUNT_BITS != 0) {
            throw new ArithmeticException(
                    "Checkpoint " + checkpoint + " and count " + count + " do not fit in 63 bits");
        }
        return checkpoint << COUNT_BITS | count;
    }

    @Override
    public int compareTo(ItemVersion other) {
        return ORDER.compare(this, other);
    }
}
