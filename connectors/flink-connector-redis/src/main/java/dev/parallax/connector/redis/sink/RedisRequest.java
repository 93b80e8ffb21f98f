package dev.parallax.connector.redis.sink;

import java.io.Serializable;

/**
 * A command on its way.
 *
 * @param command what the mapper gave
 * @param row the stored form with its version, null for a command without a version
 * @param bytes about what it takes on the wire
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares requests.
record RedisRequest(RedisCommand command, byte[] row, long bytes) implements Serializable {}
