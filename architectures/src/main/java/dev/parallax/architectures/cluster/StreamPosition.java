package dev.parallax.architectures.cluster;

import dev.parallax.shared.flow.JobCost;
import java.util.HashMap;
import java.util.Map;

/**
 * Where an attempt of a stream is in its log.
 *
 * @param begun when the attempt began, in milliseconds since the epoch; 0 if that is not known
 * @param restored by partition, the offset at which the attempt began to read; without partitions that it began from offset 0
 * @param nextOffsets by partition, the first offset that was not read yet; without partitions from which nothing was read
 */
public record StreamPosition(long begun, Map<Integer, Long> restored, Map<Integer, Long> nextOffsets) {
    static final StreamPosition UNKNOWN = new StreamPosition(0, Map.of(), Map.of());

    static StreamPosition of(Map<String, Object> counters) {
        return new StreamPosition(
                counters.get(JobCost.BEGUN) instanceof Number begun ? begun.longValue() : 0,
                byPartition(counters, JobCost.RESTORED_OFFSET),
                byPartition(counters, JobCost.NEXT_OFFSET));
    }

    private static Map<Integer, Long> byPartition(Map<String, Object> counters, String prefix) {
        Map<Integer, Long> offsets = new HashMap<>();
        counters.forEach((counter, value) -> {
            if (counter.startsWith(prefix) && value instanceof Number offset) {
                offsets.put(Integer.valueOf(counter.substring(prefix.length())), offset.longValue());
            }
        });
        return offsets;
    }

    /** Whether anything is known of the attempt. */
    public boolean isKnown() {
        return begun != 0;
    }

    /** How many records of the log lie before it. */
    public long records() {
        return nextOffsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many records before this position an attempt that goes on from there reads once more. */
    public long readAgainFrom(StreamPosition later) {
        return nextOffsets.entrySet().stream()
                .mapToLong(read -> Math.max(0, read.getValue() - later.restored.getOrDefault(read.getKey(), 0L)))
                .sum();
    }
}
