package dev.parallax.connector.cosmos.sink;

import dev.parallax.connector.cosmos.CosmosConnection;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link CosmosSinkBuilder} was told.
 *
 * @param rejected null if there is none
 */
record CosmosSinkSettings<T>(
        CosmosConnection connection,
        CosmosMapper<T> mapper,
        RejectedOperationHandler rejected,
        boolean versioned,
        String registryPartition,
        String counter,
        List<String> sweptPartitions,
        int batchSize,
        int bufferedOperations,
        long batchBytes,
        Duration bufferTime,
        int knownItems,
        Duration giveUpAfter)
        implements Serializable {}
