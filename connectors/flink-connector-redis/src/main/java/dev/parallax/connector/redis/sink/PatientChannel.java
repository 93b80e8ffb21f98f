package dev.parallax.connector.redis.sink;

import dev.parallax.connector.redis.RedisConnectionConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls until each has succeeded, in the face of passing faults. From the first call of a batch that failed on, all are sent again,
 * so that the last state of each key is what their order says.
 */
final class PatientChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatientChannel.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final RedisConnectionConfig config;
    private final RedisChannel channel;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long faults;

    PatientChannel(RedisConnectionConfig config, Duration patience) {
        this.config = config;
        this.channel = new RedisChannel(config);
        this.patience = patience;
    }

    /** How many passing faults there have been. A cursor from before one is worth nothing. */
    long faults() {
        return faults;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /**
     * Returns the replies, when all calls have succeeded.
     *
     * @throws RedisSinkException if one fails for good, or if no call has succeeded for as long as the patience lasts
     * @throws InterruptedException if interrupted, or closed by another thread
     */
    List<Object> execute(List<RedisCall> calls) throws InterruptedException {
        List<Object> replies = new ArrayList<>(calls.size());
        boolean withSource = false;
        long pause = FIRST_PAUSE_MILLIS;
        long lastSuccess = System.nanoTime();
        while (replies.size() < calls.size()) {
            int before = replies.size();
            Exception failure = attempt(calls, replies, withSource);
            if (failure == null) {
                break;
            }
            if (isClosed()) {
                throw new InterruptedException("The sink is closed.");
            }
            RedisCall failed = calls.get(replies.size());
            switch (RedisFault.of(failure)) {
                case PERMANENT ->
                    throw new RedisSinkException(
                            "Redis at " + config + " refuses " + failed + " for good: " + RedisFault.sentence(failure),
                            failure);
                case FENCED ->
                    throw new RedisSinkException(
                            "A newer writer, generation "
                                    + RedisFault.sentence(failure).substring("FENCED ".length())
                                    + ", has taken over from this one, which therefore stops at "
                                    + failed + ".",
                            failure);
                case SCRIPT_UNKNOWN -> withSource = true;
                case PASSING -> {
                    faults++;
                    channel.reset();
                    if (replies.size() > before) {
                        pause = FIRST_PAUSE_MILLIS;
                        lastSuccess = System.nanoTime();
                    }
                    long waited = (System.nanoTime() - lastSuccess) / 1_000_000;
                    if (waited + pause > patience.toMillis()) {
                        throw new RedisSinkException(
                                "Redis at " + config + " could not do " + failed + " for " + patience + ": "
                                        + RedisFault.sentence(failure),
                                failure);
                    }
                    if (pause == FIRST_PAUSE_MILLIS) {
                        LOG.warn("Redis at {} cannot do {} now, trying again: {}", config, failed, failure.toString());
                    }
                    // Half of it at random, so that the writers of a job do not all come back in the same instant.
                    if (closed.await(
                            pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("The sink is closed.");
                    }
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
        }
        return replies;
    }

    /** Sends the calls that have no reply yet, adds replies up to the first failure, and returns that one. */
    private Exception attempt(List<RedisCall> calls, List<Object> replies, boolean withSource) {
        for (Object reply : channel.send(calls.subList(replies.size(), calls.size()), withSource)) {
            if (reply instanceof Exception failure) {
                return failure;
            }
            replies.add(reply);
        }
        return null;
    }

    @Override
    public void close() {
        closed.countDown();
        channel.close();
    }
}
