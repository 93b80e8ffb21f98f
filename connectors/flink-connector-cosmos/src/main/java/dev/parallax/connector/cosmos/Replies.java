package dev.parallax.connector.cosmos;

import com.azure.cosmos.CosmosException;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** What the status of an answer means for the one who asked. */
public final class Replies {
    private static final int MOST_ATTEMPTS = 18;

    private Replies() {}

    /**
     * Whether the same request may well succeed later: too much load, a partition that moves, a server or a connection
     * that failed.
     *
     * @param status of the answer, or 0 if there was none
     */
    public static boolean isPassing(int status) {
        return switch (status) {
            case 0, 408, 410, 429, 449, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /**
     * Sends a request that does no harm when it is carried out twice, until it does not fail in passing; a minute at
     * most.
     */
    public static <T> T repeat(Supplier<Mono<T>> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get().block();
            } catch (CosmosException failure) {
                if (!isPassing(failure.getStatusCode()) || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
                Duration wait = Duration.ofMillis(Math.min(5000, 50L << attempt));
                Mono.delay(longer(wait, failure.getRetryAfterDuration())).block();
            }
        }
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
