package dev.parallax.shared.model;

/**
 * Where a record stands in the event log.
 *
 * @param partition the log's partition, from 0
 * @param offset the record's position in its partition, from 0 (in a file: its line, blank ones not counted)
 */
public record Place(int partition, long offset) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }
}
