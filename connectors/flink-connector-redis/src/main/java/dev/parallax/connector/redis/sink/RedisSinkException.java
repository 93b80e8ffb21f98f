package dev.parallax.connector.redis.sink;

import org.apache.flink.util.FlinkRuntimeException;

/** Redis refused something for good, or could not be reached for too long. The sentence names command and key, never a password. */
public final class RedisSinkException extends FlinkRuntimeException {
    private static final long serialVersionUID = 1;

    RedisSinkException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
