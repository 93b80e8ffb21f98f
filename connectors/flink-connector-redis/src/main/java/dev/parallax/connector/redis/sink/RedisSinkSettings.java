package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * All that a sink is: it goes to the task managers as it is.
 *
 * @param generationKey null for a sink without versions
 */
record RedisSinkSettings<T>(
        RedisConnectionConfig connection,
        RedisCommandMapper<? super T> mapper,
        String generationKey,
        List<String> sweptKeys,
        boolean flushesAtBarriers,
        Duration patience,
        int maxBatchSize,
        int maxInFlightBatches,
        int maxBufferedRequests,
        long maxBatchBytes,
        long maxBufferedBytes,
        long maxTimeInBufferMillis,
        long maxRecordBytes)
        implements Serializable {}
