package dev.parallax.comparison.report;

/**
 * What an architecture spent, over all its jobs.
 *
 * @param cpuSeconds CPU time of the threads that run its tasks
 * @param recordsRead records of the log that were read, each time again
 * @param bytesRead their bytes
 * @param statePeakBytes the largest state that a checkpoint held
 * @param checkpointBytes what was written for all checkpoints together
 * @param storeWrites records written to views
 */
public record Cost(
        double cpuSeconds,
        long recordsRead,
        long bytesRead,
        long statePeakBytes,
        long checkpointBytes,
        long storeWrites) {}
