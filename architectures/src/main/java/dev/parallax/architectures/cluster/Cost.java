package dev.parallax.architectures.cluster;

/**
 * What jobs spent.
 *
 * @param cpuSeconds CPU time of the threads that run their tasks
 * @param recordsRead records of the log, each time one is read again counted again
 * @param bytesRead their bytes
 * @param statePeakBytes the largest state that a checkpoint held
 * @param checkpointBytes what all checkpoints together wrote
 * @param storeWrites records written to views
 */
public record Cost(
        double cpuSeconds,
        long recordsRead,
        long bytesRead,
        long statePeakBytes,
        long checkpointBytes,
        long storeWrites) {
    public static final Cost NOTHING = new Cost(0, 0, 0, 0, 0, 0);

    public Cost plus(Cost other) {
        return new Cost(
                cpuSeconds + other.cpuSeconds,
                recordsRead + other.recordsRead,
                bytesRead + other.bytesRead,
                Math.max(statePeakBytes, other.statePeakBytes),
                checkpointBytes + other.checkpointBytes,
                storeWrites + other.storeWrites);
    }
}
