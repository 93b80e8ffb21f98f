package dev.parallax.connector.redis.sink;

import java.io.Serializable;

/**
 * Says what an element does to Redis: exactly one command, never null. It must be a function of the element alone.
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface RedisCommandMapper<T> extends Serializable {
    RedisCommand map(T element);
}
